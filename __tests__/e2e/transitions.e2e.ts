import { TRANSITIONS } from "./transitions/table";
import { testTransitions } from "./transitions/test-transitions";

/**
 * Every change of the table, on an emulator: deploy, change, look at what the plan was, an empty plan, the way back, an empty plan, destroy,
 * nothing left.
 */
testTransitions(TRANSITIONS);
