import { NoAnswer, Problem, Unreadable } from '@curbstop/ui';

/** Why something failed, in a sentence for who sits at the desk. */
export function whyFailed(error: unknown): string {
  if (error instanceof Problem) {
    const fields = error.fields.map((field) => field.says).join(' ');
    return [error.detail ?? `${error.title}.`, fields].filter((part) => part !== '').join(' ');
  }
  if (error instanceof NoAnswer) return error.message;
  if (error instanceof Unreadable)
    return 'The server answered something that this page cannot read. Reload the page; it may be older than the server.';
  return error instanceof Error ? error.message : String(error);
}

/** Whether trying again can help: no answer, or a server in trouble. A refusal stays one. */
export function mayPass(error: unknown): boolean {
  return error instanceof NoAnswer || (error instanceof Problem && (error.status >= 500 || error.status === 429));
}
