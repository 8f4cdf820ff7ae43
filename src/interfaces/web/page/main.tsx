import { render } from "preact";
import { App } from "./app/app.js";
import { startTheme } from "./app/theme.js";

startTheme();
const place = document.getElementById("page")!;
place.textContent = "";
render(<App />, place);
