"""The editor's evening: what its document says of the jobs, and pictures that are small enough."""

import io
import random

from PIL import Image

from benchmarks.evening import JOBS, MOST, NAMES, Job, document, small_picture


def test_the_document_has_every_job_with_its_steps_and_minutes():
    jobs = [Job(name, f"Of {name}.", ["one", "two"], 30, 45) for name in NAMES]
    said = document(jobs)
    assert len(JOBS) == len(NAMES)
    assert f"| {NAMES[0]} | 2 | 30 | 45 | 1.2 |" in said
    assert f"| all | {2 * len(jobs)} | {30 * len(jobs)} | {45 * len(jobs)} | 10.0 |" in said
    assert said.count("1. one\n2. two\n") == len(jobs)
    assert all(f"](evening-{name}.png)" in said for name in NAMES)


def test_a_picture_full_of_noise_is_small_enough():
    dice = random.Random(1)
    noisy = Image.frombytes("RGB", (720, 450), dice.randbytes(720 * 450 * 3))
    whole = io.BytesIO()
    noisy.resize((1440, 900), Image.Resampling.NEAREST).save(whole, "PNG")
    made = small_picture(whole.getvalue())
    assert len(made) < MOST
    assert Image.open(io.BytesIO(made)).format == "PNG"
