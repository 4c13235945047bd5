// Columns → records.

import assert from "node:assert/strict";
import { test } from "node:test";

import { recordsOf } from "../../../kg/draw/page/columns.js";

test("whole and sparse columns, with and without a table, become records", () => {
  const columns = {
    count: 3,
    fields: {
      holder: { all: [4, null, 0] },
      rule: { all: [0, 0, 1], of: ["verb", "noun"] },
      status: { at: [1], is: ["met"] },
      steps: { all: [[0, 1], [1], null], of: ["a", "b"] },
    },
  };
  assert.deepEqual(recordsOf(columns), [
    { holder: 4, rule: "verb", steps: ["a", "b"] },
    { rule: "verb", status: "met", steps: ["b"] },
    { holder: 0, rule: "noun" },
  ]);
});
