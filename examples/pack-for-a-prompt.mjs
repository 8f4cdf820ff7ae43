// Which lines of a project does a task need? Put the text before your prompt.
//
//     node examples/pack-for-a-prompt.mjs "retry uploads that fail with 503" [folder]
import { defaultRenderer, openRepository, updateIndex } from "fovea/context";

const [task = "where is the token budget of a pack checked", folder = "."] = process.argv.slice(2);

// The index is in the user's cache folder, never in the project.
const repository = openRepository(folder, { create: true });
try {
  // The first run reads every file, later runs only those that changed.
  await updateIndex(repository);
  const pack = await repository.pack(task, 4_000, defaultRenderer);
  console.log(pack.text);
  const files = new Set(pack.items.map(({ path }) => path));
  console.error(
    `${pack.tokens} of ${pack.everythingTokens} tokens: ${pack.items.length} pieces of ${[...files].join(", ")}`,
  );
} finally {
  await repository.close();
}
