// How the page's script is linted: the recommended rules, and what keeps texts from running as code.

import js from "@eslint/js";
import globals from "globals";

const UNSAFE = ["innerHTML", "outerHTML", "srcdoc"];

export default [
  js.configs.recommended,
  {
    files: ["**/*.js"],
    languageOptions: { ecmaVersion: 2023, sourceType: "module" },
    rules: {
      eqeqeq: "error",
      "no-var": "error",
      "prefer-const": "error",
      "no-shadow": "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-script-url": "error",
      "no-param-reassign": "off", // data.js turns places into references on the objects themselves
      "max-lines": ["error", { max: 300 }],
      "max-lines-per-function": ["error", { max: 80, skipComments: true, skipBlankLines: true }],
      complexity: ["error", 20],
      "no-restricted-properties": ["error", ...UNSAFE.map((property) => ({ property, message: "texts go in as text (dom.js)" })), { object: "document", property: "write" }],
    },
  },
  { files: ["kg/draw/page/**"], languageOptions: { globals: { ...globals.browser, vis: "readonly" } } },
  { files: ["tests/draw/page/**"], languageOptions: { globals: globals.node }, rules: { "max-lines-per-function": "off" } },
];
