// Days in bins.

import assert from "node:assert/strict";
import { test } from "node:test";

import { binOf, binsOf } from "../../../kg/draw/page/calendar.js";

test("few days are days, each in its own bin", () => {
  const bins = binsOf("2025-02-27", "2025-03-02", 10);
  assert.deepEqual(bins.map((bin) => bin.name), ["27 Feb", "28 Feb", "1 Mar", "2 Mar"]);
  assert.equal(binOf(bins, "2025-03-01"), 2);
  assert.equal(binOf(bins, "2025-03-01T10:00:00"), 2);
});

test("more days than columns become weeks, months, quarters, years, decades", () => {
  const unit = (last) => binsOf("2025-01-01", last, 12)[0];
  assert.deepEqual([unit("2025-02-20").from, unit("2025-02-20").to], ["2024-12-30", "2025-01-05"]);
  assert.equal(unit("2025-11-02").to, "2025-01-31");
  assert.equal(unit("2026-11-02").name, "Q1");
  assert.equal(unit("2030-11-02").to, "2025-12-31");
  assert.equal(unit("2099-11-02").name, "2020s");
});

test("bins follow each other without a gap and hold every day once", () => {
  for (const last of ["2025-01-09", "2025-05-30", "2027-01-01", "2040-12-31"]) {
    const bins = binsOf("2025-01-01", last, 9);
    assert.ok(bins.length <= 9);
    for (const [place, bin] of bins.entries()) {
      assert.equal(binOf(bins, bin.from), place);
      assert.equal(binOf(bins, bin.to), place);
    }
    assert.ok(bins[0].from <= "2025-01-01" && bins.at(-1).to >= last);
  }
});

test("what is no day, or lies outside, is in no bin", () => {
  const bins = binsOf("2025-01-01", "2025-01-03", 5);
  assert.equal(binOf(bins, null), -1);
  assert.equal(binOf(bins, "2024-12-31"), -1);
  assert.equal(binOf(bins, "2025-01-04"), -1);
  assert.deepEqual(binsOf("soon", "later", 5), []);
  assert.deepEqual(binsOf("2025-01-03", "2025-01-01", 5), []);
});
