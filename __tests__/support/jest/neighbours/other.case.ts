import { findAndLeave } from "./leaves-everything";

findAndLeave("other");
