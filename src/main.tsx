import "@fontsource-variable/inter/index.css";
import "./ui/tokens.css";
import "./ui/global.css";
import { boot } from "./app/boot.tsx";

const root = document.getElementById("root");
if (root) boot(root);
