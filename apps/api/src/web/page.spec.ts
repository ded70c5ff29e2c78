import { escapeHtml, page } from './page.ts';

describe('a plain page', () => {
  it('has one heading within its main part, for a screen reader to go to', () => {
    expect(page('All is up', '<p>Since noon.</p>')).toContain(
      '<main>\n<h1>All is up</h1>\n<p>Since noon.</p>\n</main>',
    );
  });

  it('asks for no icon that is not there', () => {
    expect(page('All is up', '')).toContain('<link rel="icon" href="data:,">');
  });

  it.each([
    ['<b>"Rosa" & son</b>', '&lt;b&gt;&quot;Rosa&quot; &amp; son&lt;/b&gt;'],
    ['Larch Crest Lane', 'Larch Crest Lane'],
  ])('shows %s as it is written', (text, html) => {
    expect(escapeHtml(text)).toBe(html);
  });
});
