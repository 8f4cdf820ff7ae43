import type { DeclarationRules } from "../language.js";

// Patterns that show that a name is declared on a line, for names that no symbol stands for: local variables,
// parameters, fields. `NAME` stands for the name. Each is tried on one line (`local`) or on a head
// (`parameter`), both of bounded length.

/** Words that come before a value, and so are not the type in `Type name`. */
const NO_TYPE =
  "return|else|case|goto|new|throw|delete|in|is|as|await|yield|typedef|using|package|import|sizeof|extends|implements|co_return|do|and|or|not|instanceof|assert|operator";

/** `Type name = …`: C, C++, Java, C#, Dart. */
export const typedDeclarations: DeclarationRules = {
  blocks: true,
  local: [
    String.raw`(?:^|[;{]|\b(?:for|catch|foreach|using|try)\s*\()\s*(?:(?:const|final|static|volatile|register|inline|extern|private|public|protected|internal|readonly|mutable|constexpr|thread_local|late)\s+)*(?!(?:${NO_TYPE})\b)(?:(?:unsigned|signed|struct|enum|union|long|short|class)\s+)*[A-Za-z_][\w.:]*(?:<[^;()=]{0,100}>|\[\]|\?)*(?:\s+|\s*[*&]+\s*(?:const\s+|restrict\s+|__restrict__\s+)?)NAME\s*(?:=(?!=)|[;,[:{]|\)|$)`,
    String.raw`^\s*(?:(?:const|static|unsigned|signed|struct|volatile|register)\s+)*(?!(?:${NO_TYPE})\b)[A-Za-z_][\w:]*[\s*]+[A-Za-z_][^(){}]{0,200},\s*[*&]*\s*NAME\s*(?:=(?!=)|[;,[]|$)`,
    String.raw`(?:[(,]\s*|^\s*)NAME\s*(?:,[\w\s,]{0,80}\))?\)?\s*(?:->|=>)\s`,
    String.raw`\bvar\s+NAME\b`,
  ],
  parameter: [
    String.raw`(?:[\w>\]?]\s+|[*&]\s*|\.\.\.\s*)(?<!\b(?:const|struct|enum|union|class|final|unsigned)\s+)NAME\s*(?:[,)=[]|$)`,
  ],
};

/** The same, and forward declarations, destructors and `extern`: C and C++. */
export const cDeclarations: DeclarationRules = {
  ...typedDeclarations,
  forward: [
    String.raw`^\s*(?:template\s*<[^<>]{0,100}>\s*)?(?:class|struct|union|enum(?:\s+class)?)\s+(?:[A-Z][A-Z\d_]+\s+)?NAME\s*(?::\s*\w+\s*)?;`,
    String.raw`~NAME\s*\(`,
    // A guard of the definition.
    String.raw`^\s*#\s*(?:ifndef\s+NAME\b|if\s+!\s*defined\s*\(?\s*NAME\s*\)?\s*$)`,
  ],
};

/** `val name: Type`, `let name`, `{ name -> … }`: Kotlin, Swift, Scala, Rust. */
export const keywordDeclarations: DeclarationRules = {
  blocks: true,
  local: [
    String.raw`\b(?:val|var|let|const|static)\s+(?:mut\s+|ref\s+|lazy\s+)*NAME\b(?!\s*[(.])`,
    String.raw`\b(?:val|var|let)\s*(?:\w+\s*)?\([^)=]{0,200}\bNAME\b[^)=]{0,200}\)\s*=`,
    String.raw`\bfor\s*\(?[^{}=]{0,100}?\bNAME\b[^{}=]{0,100}?\s(?:in|<-)\s`,
    String.raw`(?:[{(|,]|\bcase)\s*(?:mut\s+)?NAME\s*(?::[^,()=|]{0,80})?(?:,[^{}=|]{0,120})?\)?\s*(?:->|=>|\||\sin\b)`,
    String.raw`\bcatch\s*\(?\s*NAME\b`,
    String.raw`^\s*(?:(?:private|public|internal|protected|override|open|lateinit|abstract|final|static|weak|pub)(?:\([^)]{0,40}\))?\s+)*(?:val|var|let|const)\s+NAME\b`,
  ],
  parameter: [String.raw`[(,]\s*(?:@\w+\s+)*(?:\w+\s+){0,3}&?NAME\s*:(?!:)`],
};

/** `name := …`, `var name T`: Go. */
export const goDeclarations: DeclarationRules = {
  blocks: true,
  local: [
    String.raw`\bNAME\s*(?:,[\w\s,]{0,120})?:=`,
    String.raw`\b(?:var|const)\s+(?:\w+\s*,\s*)*NAME\b`,
    String.raw`\bfunc\s*\([^()]{0,200}\bNAME\s+[\w*\[.]`,
  ],
  parameter: [String.raw`[(,]\s*NAME\s+[\w*\[.]`, String.raw`[(,]\s*NAME\s*,[\w\s,]{0,120}\s[\w*\[.]`],
};

/** `name = …` in a function, `for name in`, `as name`: Python. */
export const pythonDeclarations: DeclarationRules = {
  local: [
    String.raw`^\s*(?:[\w., *()]{0,120},\s*)?[(*]*NAME\)?\s*(?:,[\w., *()]{0,120})?(?::[^=]{0,80})?=(?!=)`,
    String.raw`\bfor\s+[\w\s,()*]{0,120}?\bNAME\b[\w\s,()*]{0,120}?\sin\b`,
    String.raw`\bas\s+\(?NAME\b`,
    String.raw`\blambda\b[^:]{0,120}\bNAME\b[^:]{0,120}:`,
    String.raw`\bNAME\s*:=`,
    String.raw`^\s*NAME\s*:\s*[A-Za-z"'][^=]{0,80}$`,
    String.raw`^\s*(?:async\s+)?(?:def|class)\s+NAME\b`,
  ],
  parameter: [String.raw`\bdef\s[\s\S]{0,2000}?[(,]\s*\*{0,2}NAME\s*(?:[:=,)]|$)`],
  /** `global name` makes an assignment one of the module's name. */
  outer: [String.raw`\b(?:global|nonlocal)\s[\w\s,]{0,120}\bNAME\b`],
};

/** `name = …`, `|name|`: Ruby. */
export const rubyDeclarations: DeclarationRules = {
  local: [
    String.raw`^\s*(?:\w+\s*,\s*)*NAME\s*(?:,[\w\s,*]{0,120})?(?:\|\||&&|[+*/-])?=(?![=~>])`,
    String.raw`\|[^|]{0,120}\bNAME\b[^|]{0,120}\|`,
    String.raw`=>\s*NAME\b`,
  ],
  parameter: [String.raw`(?:[(,]|\s)\s*[*&]{0,2}NAME\s*(?:[,)=:]|$)`],
};

/** `const name`, `{ name } =`, `(name) =>`: JavaScript and TypeScript. */
export const ecmascriptDeclarations: DeclarationRules = {
  blocks: true,
  local: [
    String.raw`\b(?:const|let|var|class|function\*?)\s+NAME\b`,
    String.raw`\b(?:const|let|var)\s*[{[][^=]{0,200}(?<![.\w$])NAME\b\s*(?:=[^=]|[,}\]])`,
    String.raw`(?:^|[(,]\s*)(?:async\s+)?NAME\s*(?::[^,()=]{0,80})?(?:,[^()]{0,120})?\)?\s*=>`,
    String.raw`\bcatch\s*\(\s*NAME\b`,
  ],
  parameter: [String.raw`(?<=[(,{]\s*(?:\.\.\.)?)(?<![.\w$])NAME\s*\??(?::(?!:)|[,)=}]|$)`],
  forward: [
    String.raw`^\s*export\s*(?:type\s*)?\{[^}]{0,200}\bNAME\b`,
    // Keys of objects and types, and attributes.
    String.raw`(?:^|[{,(])\s*(?:readonly\s+)?NAME\??\s*:(?!.*NAME)`,
    String.raw`\sNAME=["{](?!.*NAME)`,
    // A closing tag.
    `^(?:(?!NAME).)*</NAME(?!.*NAME)`,
    // Text between tags.
    `>[^<>{}=()]*NAME[^<>{}=()]*</`,
  ],
};
