import { insecureWords } from './secure.ts';

describe('a page that came over plain http', () => {
  it('says what does not work there, and which address to open', () => {
    const words = insecureWords({ isSecure: false, protocol: 'http:', host: '192.168.4.20' });
    expect(words).toMatch(/plain http/);
    expect(words).toMatch(/no offline work, no position and no camera/);
    expect(words).toContain('https://192.168.4.20');
  });

  it('says nothing over https, nor on the machine itself', () => {
    expect(insecureWords({ isSecure: true, protocol: 'http:', host: 'localhost:3000' })).toBeNull();
    expect(insecureWords({ isSecure: true, protocol: 'https:', host: 'water.example' })).toBeNull();
  });
});
