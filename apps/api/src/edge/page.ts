import { Query } from '@nestjs/common';
import { z } from 'zod';
import { Accept } from './accept.ts';

const asked = z.object({
  page: z
    .string()
    .regex(/^\d{1,6}$/, 'Give the number of a page; the first is 0.')
    .transform(Number)
    .default(0),
});
export type PageAsked = z.output<typeof asked>;

/** How the page is described. */
export const pageQuery = { page: 'The number of the page; the first is 0' };

/** The page of a list that is asked for. */
export const Page = (): ParameterDecorator => Query(new Accept(asked));
