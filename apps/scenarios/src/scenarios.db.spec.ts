// Half of the scenarios; the others are in a file of their own, so that two workers share them.
import { everyScenario } from './every-scenario.fixture.ts';

everyScenario((folder) => folder < 'f');
