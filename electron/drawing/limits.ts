/**
 * How much one drawing may hold. Licenses have a few pages and some thousand items; the limits stand far above that and
 * keep a hostile package from taking the counter's time or memory. What goes over is left out and named as an omission.
 */
export const LIMITS = {
  /** XML that is taken apart, in bytes, all entries together. */
  xmlBytes: 32 * 1024 * 1024,
  pages: 500,
  /** Page objects looked at, on all pages together. */
  items: 50_000,
  /** Weight of content that is used again, counted each time (see element-weight.ts). */
  weight: 4_000_000,
  /** Glyphs of all pages together. */
  glyphs: 400_000,
  /** Characters of path data of all pages together, and of one path. */
  pathCharacters: 16_000_000,
  onePathCharacters: 2_000_000,
  /** Page blocks and composite units inside each other. */
  depth: 24,
  /** DrawParam@Relative links from one to the next. */
  drawParamLinks: 16,
  /** Characters of one list of numbers. */
  listCharacters: 4_000_000,
  gradientStops: 64,
  clipAreas: 64,
  dashes: 32,
  /** CGTransforms waiting for their characters in one text object. */
  glyphMappings: 1_000,
  resources: 20_000,
  /** Distinct omission codes kept; one more says that there were others. */
  omissions: 200,
  /** Larger numbers are no page coordinates; some painters misbehave on them. */
  coordinate: 1_000_000,
} as const;
