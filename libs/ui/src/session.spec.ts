import { instant } from '@curbstop/contracts';
import type { Me } from '@curbstop/contracts';
import { z } from 'zod';
import { createApi } from './api.ts';
import { createSession, mayUse } from './session.ts';
import type { Session } from './session.ts';

const ME: Me = {
  staffId: 1,
  username: 'paldana',
  name: 'P. Aldana',
  roles: ['clerk'],
  crewId: null,
  mustChangePassword: false,
  twoStep: false,
  mustSetUpTwoStep: false,
  sessionEndsAt: instant.parse(Date.UTC(2026, 2, 18)),
};

/** A session against a server that answers as told. */
function against(answer: () => Response) {
  const api = createApi({ fetch: () => Promise.resolve(answer()), wait: () => Promise.resolve() });
  return createSession(() => api);
}
const away = (): Response => {
  throw new TypeError('Failed to fetch');
};

describe('the session of an app', () => {
  it('finds out who is in, and who is not', async () => {
    let answer = () => Response.json(ME);
    const session = against(() => answer());
    expect(session.state.get()).toEqual({ phase: 'asking' });
    await session.ask();
    expect(session.state.get()).toEqual({ phase: 'in', me: ME });
    answer = () => Response.json({}, { status: 401 });
    await session.ask();
    expect(session.state.get()).toEqual({ phase: 'out' });
  });

  it('keeps who was in while the server is away, so that nothing typed is lost', async () => {
    let answer = () => Response.json(ME);
    const session = against(() => answer());
    await session.ask();
    answer = away;
    await session.ask();
    expect(session.state.get().phase).toBe('in');
  });

  it('says that it does not know when the server was never heard', async () => {
    const session = against(away);
    await session.ask();
    expect(session.state.get().phase).toBe('unknown');
  });

  it('leaves a refused sign-in where it was', async () => {
    const session = against(() => Response.json({}, { status: 401 }));
    await expect(session.signIn('paldana', 'wrong')).rejects.toMatchObject({ status: 401 });
    expect(session.state.get()).toEqual({ phase: 'asking' });
  });

  it('who signed in stays in when the answer to an earlier question comes late', async () => {
    const late: ((response: Response) => void)[] = [];
    const api = createApi({
      fetch: (url) =>
        url === '/api/sign-in'
          ? Promise.resolve(Response.json(ME))
          : new Promise((answered) => {
              late.push(answered);
            }),
      wait: () => Promise.resolve(),
      onSignedOut: () => session.ended(),
      turn: () => session.turn(),
    });
    const session: Session = createSession(() => api);
    const asked = session.ask();
    const other = api.get('/api/crew/day', z.unknown());
    await session.signIn('paldana', 'right');
    for (const answered of late) answered(Response.json({}, { status: 401 }));
    await asked;
    await expect(other).rejects.toMatchObject({ status: 401 });
    expect(session.state.get()).toEqual({ phase: 'in', me: ME });
  });

  it('lets in who has one of the roles', () => {
    expect(mayUse(ME, ['finance', 'clerk'])).toBe(true);
    expect(mayUse(ME, ['dispatcher'])).toBe(false);
  });
});
