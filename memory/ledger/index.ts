/**
 * The ledger of addresses: one committed file for each environment beside its memory, `config/deployed/<environment>.addresses`, with what
 * its states may hold. Synth holds what it makes against it, and adds to it.
 */
export { type Comparison, compareLedger } from "./compare";
export {
  isLedgerWritable,
  ledgeredEnvironments,
  ledgerFile,
  readLedger,
  readMadeLines,
  writeLedger,
  writeMadeLines,
} from "./files";
export { formatLedger, inOrder } from "./format";
export type { Ledger, LedgerLine, MadeStack } from "./ledger.types";
export { madeLines } from "./made-lines";
export { recordAppliedLines, recordBegunLines, recordDestroyedLines } from "./record";
export { goneSuccessor, leavingOf, renameCommand } from "./successor";
