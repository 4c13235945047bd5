// How labels are broken and days are written short.

import assert from "node:assert/strict";
import { test } from "node:test";

import { shortDate, wrapped } from "../../../kg/draw/page/room.js";

const wide = (text) => text.length;

test("a label breaks at spaces", () => {
  assert.deepEqual(wrapped("one two three", wide, 7, 3), ["one two", "three"]);
});

test("what does not fit is cut with an ellipsis", () => {
  assert.deepEqual(wrapped("one two three four", wide, 7, 2), ["one two", "three…"]);
});

test("a word wider than a line is broken inside", () => {
  assert.deepEqual(wrapped("abcdefghij", wide, 4, 3), ["abcd", "efgh", "ij"]);
});

test("a day is short, and what is no day stays", () => {
  assert.equal(shortDate("2025-02-13"), "13 Feb 2025");
  assert.equal(shortDate("2025-99-01"), "2025-99-01");
  assert.equal(shortDate("soon"), "soon");
});
