// The other half of the scenarios.
import { everyScenario } from './every-scenario.fixture.ts';

everyScenario((folder) => folder >= 'f');
