import { checkNode, checkPath } from './install.mjs';

describe('before anything is installed', () => {
  it.each(['/srv/a#b/curbstop', '/srv/what?', '/srv/100%', '/srv/a:b', '/srv/a\\b'])(
    'a checkout in %s is refused in a sentence that names the character',
    (root) => {
      const [character] = /[#?%:\\]/.exec(root);
      expect(() => checkPath(root)).toThrow(`Curbstop cannot be built in ${root}`);
      expect(() => checkPath(root)).toThrow(`no "${character}"`);
    },
  );

  it.each(['/home/zoë/water works/curbstop', '/srv/Wasserwerk (neu)/curbstop', '/srv/城/curb-stop_2.0'])(
    'a checkout in %s is taken',
    (root) => expect(() => checkPath(root)).not.toThrow(),
  );

  it('a Node that is too old is refused', () => {
    expect(() => checkNode('20.18.1')).toThrow('Curbstop needs Node 20.19 or newer, and this is 20.18.1.');
    expect(() => checkNode('20.19.0')).not.toThrow();
  });
});
