import { z } from 'zod';
import type { Judged, RequestForm, Values } from './form.ts';

/** Routes that answer the sentence themselves; the others are read out from what the policy said. */
const told = z.object({ says: z.string() });
const anything = z.unknown();

/** What to read out when the server took it: what the policy had said, unless that has changed since, by this very request. */
export function saysOf({ answer }: Judged, otherwise = 'It is done.'): string {
  return answer?.granted === true ? answer.says : otherwise;
}

/** Sends a form to a path of its account; the path may hang on what is filled in. */
export function posted<V extends Values>(path: string | ((values: V) => string)): RequestForm<V>['send'] {
  return async (api, accountId, judged, idempotencyKey, values) => {
    const to = `/api/accounts/${accountId}/${typeof path === 'string' ? path : path(values)}`;
    const answer = await api.post(to, judged.body, anything, { idempotencyKey });
    const own = told.safeParse(answer);
    return own.success ? own.data.says : saysOf(judged);
  };
}
