// What two voices say on the same matters.

import assert from "node:assert/strict";
import { test } from "node:test";

import { comparedActors, comparedOutlets, voicesOf } from "../../../kg/draw/page/sides.js";

const state = { id: "s", kind: "State", isActor: true, label: "Arland" };
const envoy = { id: "e", kind: "Person", isActor: true, label: "Envoy", group: state };
const rival = { id: "r", kind: "Person", isActor: true, label: "Rival" };
state.group = state;
const dam = { id: "dam", weight: 3 };
const pact = { id: "pact", weight: 2 };
const said = (holder, thing, polarity, outlet = "A") => ({ holder, objects: [thing], polarity, outlet });
const counts = (made) => Object.fromEntries(Object.entries(made).map(([key, list]) => [key, list.length]));

test("a state speaks with those who belong to it, and not with whom it is set against", () => {
  const [mine, theirs] = voicesOf(state, rival, [state, envoy, rival]);
  assert.deepEqual([...mine], [state, envoy]);
  assert.deepEqual([...theirs], [rival]);
  assert.deepEqual([...voicesOf(state, envoy, [state, envoy, rival])[0]], [state]);
});

test("opposite sides differ, equal sides agree, no side leaves it open, silence is on one side", () => {
  const kept = [said(envoy, dam, "support"), said(rival, dam, "oppose"), said(envoy, pact, "neutral"), said(rival, pact, "support")];
  const lone = { id: "lone", weight: 1 };
  const found = comparedActors([...kept, said(rival, lone, "oppose")], new Set([envoy]), new Set([rival]));
  assert.deepEqual(counts(found), { differ: 1, agree: 0, open: 1, one: 0, other: 1 });
  assert.equal(found.differ[0].thing, dam);
  const same = comparedActors([said(envoy, dam, "oppose"), said(rival, dam, "oppose")], new Set([envoy]), new Set([rival]));
  assert.deepEqual(counts(same), { differ: 0, agree: 1, open: 0, one: 0, other: 0 });
});

test("outlets are compared holder by holder", () => {
  const kept = [said(envoy, dam, "support", "A"), said(envoy, dam, "oppose", "B"), said(rival, dam, "support", "A"), said(rival, pact, "support", "B"), said(rival, pact, "support", "C")];
  const found = comparedOutlets(kept, "A", "B");
  assert.deepEqual(counts(found), { differ: 1, agree: 0, open: 0, one: 1, other: 1 });
  assert.equal(found.one[0].holder, rival);
});

test("what is said most of comes first, whatever the order of the positions", () => {
  const kept = [said(envoy, pact, "support"), said(envoy, dam, "support"), said(envoy, dam, "support")];
  for (const order of [kept, [...kept].reverse()]) {
    assert.deepEqual(comparedActors(order, new Set([envoy]), new Set([rival])).one.map((cell) => cell.thing.id), ["dam", "pact"]);
  }
});
