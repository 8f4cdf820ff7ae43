import { fold, isAscii, lowerCase } from "./fold.js";

/** A language other than English in which a task may be asked. */
export interface AskedIn {
  /**
   * Words that stand in nearly every sentence, without accents. In a repository with few texts of the language they
   * are rare, so their document frequency does not tell what they are.
   */
  readonly functionWords: ReadonlySet<string>;
  /**
   * Endings that make other forms of a word. The index stems Latin words as English ones, since one word does not
   * tell its language; a whole task does. Only German needs them: Porter's rules fit the plurals of the others.
   */
  readonly endings?: readonly string[];
}

const GERMAN_ENDINGS = ["e", "en", "er", "es", "em", "n", "s", "t", "te", ""];

const LISTS: readonly string[] = [
  // German
  "aber alle allen aller alles als am an auch auf aus bei beim bin bis bitte brauche braucht da dabei dadurch dafur " +
    "damit danach dann das dass davon dazu dein deine dem den denn der deren des dessen die dies diese diesem diesen " +
    "dieser dieses doch dort du durch durfen ein eine einem einen einer eines er erst es etwas fur ganz geht gegen gibt " +
    "hat haben hier ich ihm ihn ihr ihre ihren im immer in ist jede jeden jeder jedes jetzt kann kannst kein keine " +
    "keinen konnen konnte lassen lasst mache machen macht man mehr mein meine meinem meinen mich mir mit mochte muss " +
    "mussen nach nicht noch nun nur ob oder ohne sein seine seinen sich sie sind so soll sollen sollte sondern sowie " +
    "statt uber um und uns unter unser vom von vor wann warum was weil welche welchem welchen welcher welches wenn wer " +
    "werde werden wie will wird wo woher wohin wurde wurden zu zum zur zwischen",
  // French
  "afin ai alors apres au aucun aussi autre autres aux avant avec ce cela celle celui ces cet cette chaque comme " +
    "comment dans de depuis des deux doit dois donc du elle elles en encore entre est et etre fait faire faut il ils je " +
    "la le les leur leurs lors lorsque lui ma mais meme mes moi mon ne nos notre nous on ont ou par pas pendant peut " +
    "peux plus pour pourquoi quand que quel quelle quelles quels qui quoi sa sans se ses si son sont sous sur ta te tes " +
    "toi ton tous tout toute toutes tu un une vers vos votre vous y",
  // Spanish
  "a ademas al algo algun alguna antes aqui asi cada como con cual cuales cuando cuanto de debe debo del desde despues " +
    "donde dos durante e el ella ellas ellos en entonces entre era es esa ese eso esta estan estas este esto estos fue " +
    "ha hace hacer hacia han hasta hay la las le les lo los mas me mediante mi mientras mis muy ni no nos nuestra nuestro " +
    "o otra otras otro otros para pero poder por porque pueda puede puedo que quien se sea segun ser si sin sobre solo " +
    "son su sus tambien tan tanto te tiene tienen tienes todo todos tu tus un una unas uno unos usted y ya yo",
  // Portuguese
  "a agora ainda ao aos apos as ate cada com como da das de dela dele deles depois desde desta deste do dos e ela elas " +
    "ele eles em entre era essa esse esta estao estas este estes eu faco faz fazer foi ha isso isto ja la lhe mais mas " +
    "meu meus minha muito na nao nas nem no nos nossa nosso num numa o onde os ou para pela pelas pelo pelos pode posso " +
    "por porque qual quais quando que quem sao se seja sem ser seu seus sobre so sua suas tambem tem tenho ter todos tudo " +
    "um uma umas uns voce",
  // Italian
  "a ad ai al alla alle allo anche ancora che chi ci come con cosa cui da dagli dai dal dalla dalle degli dei del della " +
    "delle dello deve devo di dopo dove due durante e ed era essere faccio fare fra gli ha hanno ho i il in io la le lei " +
    "lo loro lui ma mentre mi mia mio molto ne nei nel nella nelle noi non nostro o ogni per perche piu possibile posso " +
    "prima puo qual quale quali quando quanto quella quelle quelli quello questa queste questi questo qui se sei senza " +
    "si sia sono sopra su sua sul sulla suo te ti tra tu tutti tutto un una uno vi voi",
  // Dutch
  "aan al alle als bij dan dat de deze die dit door dus een elk en er geen had hebben heb heeft het hier hij hoe hun ik " +
    "in is je jij kan kunnen kun maar maken me meer met mijn moet moeten na naar niet nog nu of om onder ons ook op over " +
    "te tegen tot tussen u uit uw van veel voor waar waarom wanneer want was wat we weer wel welke wie wij wil worden " +
    "wordt zal ze zich zijn zo zonder zou zij",
  // Russian and Ukrainian
  "а без бы был была были было быть в вам вас вместо во вот все всего всех вы где да для до его ее если есть еще же за " +
    "зачем и из или им их к каждый как какая какие какой какую когда которая которого которой которые который которых " +
    "кто ли лишь между меня мне мною можно мой моя мы на над надо нам нас не него нее нет ни них но ну нужно о об один " +
    "она они оно от перед по под после потом потому почему при про с сам свой своего себя со так также такой там тем то " +
    "того тоже той только том тот ту тут ты у уже чего чем через что чтобы эта эти это этого этой этом этот эту я " +
    "або але бо від він вона вони воно де для до з за зі і її їх й коли ми на не ні про та так таки те ти тільки у це цей " +
    "чи чому що щоб як яка який які",
];

/** Those of them that English sentences or code have too, so that they do not tell the language. */
const SHARED: ReadonlySet<string> = new Set(
  "also come con dal den des die dies dos era fait han hat hier plus pour per par para man mais dan door was war will over want total son sin sub sono sobre solo sur tan ton ten use via most all alle hun had been still gut note sera mes ses".split(
    " ",
  ),
);

const languages = LISTS.map(
  (list, index): AskedIn => ({
    functionWords: new Set(list.split(" ").map((word) => lowerCase(fold(word)))),
    ...(index === 0 ? { endings: GERMAN_ENDINGS } : {}),
  }),
);

/** Votes that a language needs. Words of one or two letters have none: `de` and `es` are also locales. */
const VOTES = 2;

/** The language in which a task is asked; undefined when it is English or not known. */
export function askedIn(text: string): AskedIn | undefined {
  const words = text.match(/[\p{L}\p{M}]+/gu) ?? [];
  const folded = words.map((word) => lowerCase(fold(word)));
  const accented = isAscii(words.join("")) ? 0 : 1;
  let found: AskedIn | undefined;
  let most = VOTES - 1;
  for (const language of languages) {
    const votes = folded.filter(
      (word) => word.length > 2 && language.functionWords.has(word) && !SHARED.has(word),
    ).length;
    if (votes > 0 && votes + accented > most) {
      most = votes + accented;
      found = language;
    }
  }
  return found;
}

/** Shorter stems are too often the stems of other words. */
const SHORTEST_STEM = 4;

/** Other forms of a word, in lower case and without accents. */
export function formsOf(word: string, { functionWords, endings = [] }: AskedIn): string[] {
  const base = word.replace(/(?:en|er|es|em|e|n|s)$/, "");
  if (base.length < SHORTEST_STEM || functionWords.has(word)) return [];
  return endings.map((ending) => base + ending).filter((form) => form !== word);
}
