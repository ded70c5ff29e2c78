import { BadRequestException, PayloadTooLargeException } from '@nestjs/common';
import { Conflict, Invalid, NotFound, Refused } from '@curbstop/core';
import { Problem, problemBody } from './problem.ts';
import { problemOf } from './problem-of.ts';

const coded = (code: string): Error => Object.assign(new Error('relation "secret" in /srv/app.js'), { code });

describe('what an exception is to the caller', () => {
  it.each([
    ['a refusal', new Refused('Not yet.', ['E.1']), 409, 'refused'],
    ['a missing record', new NotFound('There is no order 7.'), 404, 'not-found'],
    ['a lost race', new Conflict('Someone was faster.'), 409, 'conflict'],
    ['a wrong field', new Invalid('amount', 'Give more.'), 400, 'invalid'],
    ['a problem', new Problem('too-many'), 429, 'too-many'],
    ['unreadable input', new BadRequestException('Unexpected token'), 400, 'invalid'],
    ['too much', new PayloadTooLargeException(), 413, 'too-large'],
    ['a number past the largest', coded('22003'), 400, 'invalid'],
    ['a database that shuts down', coded('57P01'), 503, 'unavailable'],
    ['a database that starts', coded('57P03'), 503, 'unavailable'],
    ['a database that is full', coded('53300'), 503, 'unavailable'],
    ['a full disk, as the database tells of it', coded('53100'), 503, 'unavailable'],
    ['a full disk of our own', coded('ENOSPC'), 503, 'unavailable'],
    ['an account that somebody holds', coded('55P03'), 503, 'busy'],
    ['an answer that took too long', coded('57014'), 503, 'busy'],
    ['two that waited for one another', coded('40P01'), 503, 'busy'],
    ['a database that is not there', coded('ECONNREFUSED'), 503, 'unavailable'],
    ['a broken connection', new Error('Connection terminated unexpectedly'), 503, 'unavailable'],
    ['no free connection', new Error('timeout exceeded when trying to connect'), 503, 'unavailable'],
    ['a wrong statement of ours', coded('42601'), 500, 'internal'],
    ['a fault of ours', new TypeError('x is undefined'), 500, 'internal'],
    ['something thrown that is no error', 'oops', 500, 'internal'],
  ])('%s', (_, error, status, code) => {
    const body = problemBody(problemOf(error));
    expect([body.status, body.code]).toEqual([status, code]);
    expect(JSON.stringify(body)).not.toMatch(/secret|app\.js|undefined|oops|Unexpected/);
  });

  it.each([
    ['57P03', 5, 'The database does not answer.'],
    ['53100', 30, 'The server’s disk is full.'],
  ])('says when to try again after %s, and why', (code, seconds, words) => {
    const problem = problemOf(coded(code));
    expect(problem.more.retryAfter).toBe(seconds);
    expect(problem.detail).toContain(words);
  });

  it('carries the clauses that say no, and the field that is wrong', () => {
    expect(problemBody(problemOf(new Refused('Not yet.', ['E.1', 'E.2.a'])))).toMatchObject({
      detail: 'Not yet.',
      clauses: ['E.1', 'E.2.a'],
    });
    expect(problemBody(problemOf(new Invalid('amount', 'Give more.'))).fields).toEqual([
      { field: 'amount', says: 'Give more.' },
    ]);
  });
});
