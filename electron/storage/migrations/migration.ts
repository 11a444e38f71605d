/** One step of the schema. Numbers rise by one; a migration that has shipped is never edited. */
export interface Migration {
  /** `user_version` of the file after it. */
  readonly version: number;
  readonly sql: string;
}
