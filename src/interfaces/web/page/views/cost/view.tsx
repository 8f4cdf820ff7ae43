export function view() {
  return <p class="waiting">Not here yet.</p>;
}
