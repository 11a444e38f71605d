/** Every check of a verification as a question, in Chinese, by the id of the check. */

export const checks: Readonly<Record<string, string>> = {};
