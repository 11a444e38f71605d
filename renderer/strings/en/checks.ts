/** Every check of a verification as a question, in English, by the id of the check. */

export const checks: Readonly<Record<string, string>> = {};
