/** What is known of a material without a license: which licenses could stand for it, and on which rule it is asked for. */
import type { ReactNode } from "react";
import type { MaterialView } from "../../../electron/contract/counter.ts";
import { type Fact, Facts } from "../../components/facts.tsx";
import { useStrings } from "../../strings/use-strings.ts";

export function MaterialFacts({ material }: { readonly material: MaterialView }): ReactNode {
  const strings = useStrings();
  const { materialFacts: words } = strings;
  const yes = (is: boolean) => (is ? words.yes : words.no);
  const facts: Fact[] = [
    { name: words.name, value: material.name },
    { name: words.need, value: material.required ? strings.materials.required : strings.materials.optional },
    { name: words.licenses, value: material.licenseTypeNames.join(" / ") || words.none },
    { name: words.deferrable, value: yes(material.deferrable) },
    { name: words.pledgeable, value: yes(material.pledgeable) },
    ...(material.legalBasis ? [{ name: words.basis, value: material.legalBasis }] : []),
    ...(material.collection
      ? [
          { name: words.since, value: material.collection.since },
          { name: words.cycle, value: material.collection.cycle },
        ]
      : []),
  ];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div className="inspector__facts" tabIndex={0}>
      <h2 className="inspector__title">{words.title}</h2>
      <Facts facts={facts} />
    </div>
  );
}
