import { signal } from "@preact/signals";

/** `system` follows the setting of the browser. */
export type Theme = "system" | "light" | "dark";

const KEY = "fovea-theme";
const THEMES: readonly Theme[] = ["system", "light", "dark"];

export const theme = signal<Theme>("system");

/** Restores the choice of the last visit. Storage may be switched off. */
export function startTheme(): void {
  try {
    const stored = THEMES.find((one) => one === localStorage.getItem(KEY));
    if (stored) setTheme(stored);
  } catch {
    // Without storage the page follows the system.
  }
}

export function setTheme(next: Theme): void {
  theme.value = next;
  document.documentElement.dataset.theme = next;
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // It then holds for this visit.
  }
}

export const nextTheme = (): Theme => THEMES[(THEMES.indexOf(theme.value) + 1) % THEMES.length]!;
