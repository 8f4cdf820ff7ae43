/**
 * Words that are never indexed. They occur in nearly every chunk of prose or code, so they do not help to
 * rank chunks, and they would be a quarter of the postings. Words that are common in one repository only need
 * no list: scoring lowers their weight by document frequency.
 */
export const stopWords: ReadonlySet<string> = new Set(
  (
    "a an and are as at be been but by can could did do does doing for from had has have having he her his how i if in " +
    "into is it its just me my no nor not of on or our ours out own s she should so some such t than that the their " +
    "them then there these they this those through to too up us very was we were what when where which while who whom " +
    "why will with would you your yours else elif return self null none true false let const var def func fn end"
  ).split(" "),
);
