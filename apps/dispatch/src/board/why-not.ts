import { NoAnswer, Problem } from '@curbstop/ui';

/** A failure in one sentence for a person. */
export function whyNot(error: unknown): string {
  if (error instanceof Problem) {
    const fields = error.fields.map((field) => field.says).join(' ');
    return error.detail ?? (fields === '' ? `${error.title}.` : fields);
  }
  if (error instanceof NoAnswer) return error.message;
  return `The answer could not be read. ${error instanceof Error ? error.message : String(error)}`;
}
