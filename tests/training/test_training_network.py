"""The parts of the network that can be tried without the pretrained weights."""

from __future__ import annotations

import pytest
from word_pieces import Words

torch = pytest.importorskip("torch", reason="training is optional: PyTorch is not installed")
pytest.importorskip("transformers", reason="training is optional: transformers is not installed")

from training.corpus import IGNORE, Item  # noqa: E402  (PyTorch first)
from training.heads import WIDTH, PairHead  # noqa: E402
from training.learn import Average, learn, optimizer  # noqa: E402
from training.losses import attribution_loss, distance, encoded, loss_of, pair_inputs  # noqa: E402
from training.pairs import pack, stance_sentences  # noqa: E402
from training.reader import Corpora, _in_teacher, batches, jobs, numbers, part  # noqa: E402
from training.recipe import LEAST, Mixture, Schedule, Stage  # noqa: E402


class Toy(torch.nn.Module):
    """Stands in for the network: one weight in the encoder, one in a head."""

    def __init__(self):
        super().__init__()
        self.encoder = torch.nn.Linear(1, 1, bias=False)
        self.head = torch.nn.Linear(1, 1, bias=False)

    def dropout(self, states):
        return states

    def states(self, ids, _features, mask):
        return ids[..., None].float().expand(*ids.shape, WIDTH) * mask[..., None]

    def read(self, states, _mask):
        tags = torch.nn.functional.one_hot(states[..., 0].long() % 7, 7).float() * 20
        links = torch.eye(states.shape[1]).expand(len(states), -1, -1) * 20
        return tags * self.head.weight, links, links


STANCES = stance_sentences(
    [
        {"text": "Oslo praised Bern", "p": [0, 4], "q": [13, 17], "label": "p_pos_q"},
        {"text": "Lima warned Quito twice", "p": [0, 4], "q": [12, 17], "label": "p_neg_q"},
    ]
)


@pytest.fixture
def head():
    torch.manual_seed(1)
    return PairHead().eval()


def test_pair_head_does_not_see_what_stands_behind_the_sentence(head):
    states, roles = torch.randn(1, 6, WIDTH), torch.tensor([[0, 1, 0, 2, 0, 0]])
    mask = torch.tensor([[1, 1, 1, 1, 0, 0]])
    alone = head(states[:, :4], roles[:, :4], mask[:, :4])
    for short, long in zip(alone, head(states, roles, mask), strict=True):
        assert torch.allclose(short, long, atol=1e-5)


def test_pair_head_needs_no_mask_where_everything_is_a_piece(head):
    states, roles = torch.randn(2, 5, WIDTH), torch.tensor([[0, 1, 0, 2, 0], [2, 2, 0, 0, 1]])
    whole = torch.ones(2, 5, dtype=torch.long)
    for bare, masked in zip(head(states, roles, None), head(states, roles, whole), strict=True):
        assert torch.allclose(bare, masked, atol=1e-6)


def test_pair_head_tells_holder_from_target(head):
    states, roles = torch.randn(1, 4, WIDTH), torch.tensor([[1, 0, 2, 0]])
    swapped, mask = torch.tensor([[2, 0, 1, 0]]), torch.ones(1, 4, dtype=torch.long)
    assert not torch.allclose(head(states, roles, mask)[0], head(states, swapped, mask)[0], atol=1e-3)


def test_pairs_of_a_batch_take_the_states_of_their_own_sentence():
    batch = [pack(STANCES, Words())]
    taken, roles, mask, labels = pair_inputs(encoded(Toy(), batch)[0], batch)
    assert taken[:, :, 0].tolist() == [[10, 11, 12, 0], [13, 14, 15, 16]]
    assert roles.tolist() == [[1, 0, 2, 0], [1, 0, 2, 0]]
    assert mask.sum(1).tolist() == [3, 4]
    assert labels.tolist() == [1, 2]


def test_half_of_the_loss_is_the_teachers():
    scores, target = torch.tensor([[0.0, 4.0]]), torch.tensor([1])
    hard = loss_of(scores, target, None)
    against = loss_of(scores, target, torch.tensor([[9.0, -9.0]]))
    assert against > hard
    assert loss_of(scores, target, torch.tensor([[0.0, 30.0]])).item() == pytest.approx(hard.item(), abs=1e-4)


def test_distance_is_zero_for_the_teachers_states_and_one_for_their_mean():
    shown = torch.randn(2, 50, WIDTH)
    mask = torch.ones(2, 50, dtype=torch.long)
    mask[1, 20:] = 0
    assert distance(shown, shown, mask).item() == 0
    wild = torch.where(mask[..., None] == 1, shown, torch.tensor(99.0))
    assert distance(wild, shown, mask).item() == 0  # what stands behind a window is no matter
    mean = shown[mask.bool()].mean().expand_as(shown)
    assert distance(mean, shown, mask).item() == pytest.approx(1, abs=0.01)


def test_student_takes_each_of_its_layers_from_the_teachers():
    assert (
        _in_teacher("encoder.encoder.layer.1.output.dense.bias", (0, 2, 4))
        == "encoder.encoder.layer.2.output.dense.bias"
    )
    assert _in_teacher("pairs.stance.weight", (0, 2, 4)) == "pairs.stance.weight"


def test_ignored_pieces_cost_nothing():
    ids = torch.tensor([1, 10, 11, 2]).numpy()
    nothing = torch.full((4,), IGNORE).numpy()
    right = Item(ids, ids * 0, torch.tensor([IGNORE, 3, 4, IGNORE]).numpy(), nothing, nothing)
    assert attribution_loss(Toy(), [Item(ids, ids * 0, nothing, nothing, nothing)]).item() == 0
    assert attribution_loss(Toy(), [right]).item() > 0


def test_mean_weights_lag_behind_and_can_be_swapped_in_and_out():
    network = torch.nn.Linear(1, 1, bias=False)
    with torch.no_grad():
        network.weight.fill_(0.0)
    average = Average(network)
    with torch.no_grad():
        network.weight.fill_(1.0)
    average.update()
    average.swap()
    assert 0 < network.weight.item() < 1
    average.swap()
    assert network.weight.item() == 1


def test_heads_learn_five_times_as_fast():
    assert [group["lr"] for group in optimizer(Toy(), 1e-4).param_groups] == pytest.approx([1e-4, 5e-4])


def test_learning_saves_mean_weights_at_the_end(tmp_path):
    network = Toy()
    with torch.no_grad():
        network.head.weight.fill_(0.0)
    every = [lambda toy: (toy.head.weight - 1).square().sum() + 0 * toy.encoder.weight.sum()] * 200
    schedule = Schedule(0.02, 0.1, LEAST)
    learn(network, every, schedule, tmp_path / "toy.pt", mover=optimizer(network, schedule.rate))
    kept = torch.load(tmp_path / "toy.pt")["head.weight"].item()
    assert network.head.weight.item() == pytest.approx(1, abs=0.1)
    assert kept == pytest.approx(1, abs=0.2)


def test_batches_are_the_same_for_the_same_seed_and_differ_for_another():
    read = Corpora((), tuple(STANCES) * 40, ())
    mixture = Mixture(passes=2, stance=1, events=0)
    shown = [
        [[p.ids.tolist() for p in job.keywords["batch"]] for job in jobs(read, mixture, Words(), seed)]
        for seed in (3, 3, 4)
    ]
    assert shown[0] == shown[1]
    assert shown[0] != shown[2]


def test_windows_without_pairs_are_no_batch():
    assert [len(batch) for batch in batches([pack(STANCES, Words())] * 3)] == [3]


def test_stages_share_the_batches_without_gap_or_overlap():
    every, schedule = list(range(4709)), Schedule(1e-4, 0.1, 0.5)
    parts = [part(every, Stage("a", schedule, end=0.3)), part(every, Stage("b", schedule, begin=0.3))]
    assert [*parts[0], *parts[1]] == every


def test_layers_are_read_from_the_command_line():
    assert numbers("0,2,5") == (0, 2, 5)
