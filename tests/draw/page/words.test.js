// How terms read: dates, signs, folded letters.

import assert from "node:assert/strict";
import { test } from "node:test";

import { folded, longDate, signOf } from "../../../kg/draw/page/words.js";

test("a sign is hollow where the stance is hedged or conditional", () => {
  assert.equal(signOf("support", "asserted"), "▲");
  assert.equal(signOf("support", "hedged"), "△");
  assert.equal(signOf("oppose", "conditional"), "▽");
});

test("an unknown side has the sign of no side", () => {
  assert.equal(signOf("sideways", "asserted"), "■");
});

test("a day is written out, and what is no day stays as it is", () => {
  assert.equal(longDate("2025-03-01"), "1 March 2025");
  assert.equal(longDate("spring"), "spring");
  assert.equal(longDate(null), "");
});

test("letters compare without case and accents", () => {
  assert.equal(folded("Pedro SÁNCHEZ"), "pedro sanchez");
});
