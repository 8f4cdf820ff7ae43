// The only part of the library that is used, in a module of its own: the programs are built with it alone, and run it when
// a document needs it.
export { Tokenizer } from "htmlparser2";
