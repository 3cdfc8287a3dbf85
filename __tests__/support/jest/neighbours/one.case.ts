import { findAndLeave } from "./leaves-everything";

findAndLeave("one");
