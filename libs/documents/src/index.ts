export { PaperFile } from './engine/file.ts';
export { DoesNotFit, MissingCharacter, PaperRefused } from './engine/refused.ts';
export { SHIPPED, printedLanguages } from './languages.ts';
export { translatedLanguages } from './messages/catalogue.ts';
export { DraftRefused, LacksItem } from './papers/paper.ts';
export { PAPERS, addPaper, inLanguage, makePaper } from './papers/index.ts';
export { SAMPLES } from './samples/sample-facts.ts';
