import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { listProfiles, readProfileText } from "../../../../native-devices/profiles/loader.ts";
import { publishedProfileSchema } from "../../../../native-devices/profiles/published-schema.ts";

const folder = new URL("../../../../native-devices/profiles/", import.meta.url);

test("schema.json is what profile.ts says; else run: node build/scripts/profile-schema.mjs", () => {
  const published: unknown = JSON.parse(readFileSync(new URL("schema.json", folder), "utf8"));
  expect(published).toEqual(JSON.parse(JSON.stringify(publishedProfileSchema())));
});

test("every builtin file is a profile under its own name, and every one is listed", () => {
  const files = readdirSync(new URL("builtin/", folder));
  const ids = files.map((file) => {
    const result = readProfileText(readFileSync(new URL(`builtin/${file}`, folder), "utf8"));
    expect(result.ok ? `${result.profile.id}.json` : result.problems).toBe(file);
    return file.replace(".json", "");
  });
  expect(ids.sort()).toEqual(
    listProfiles()
      .map(({ id }) => id)
      .sort(),
  );
});
