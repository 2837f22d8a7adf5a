#!/usr/bin/env python3
"""Makes what the tests of Smart Turn's front end compare with.

    pip install numpy transformers onnxruntime==1.23.2   # the worker's version
    make-reference.py

For each signal below it writes NAME.features.gz, the features as transformers'
WhisperFeatureExtractor makes them of the last 8 s with zeros in front (what pipecat feeds the model
with), and one line in reference.probabilities, the lowest and the highest that onnxruntime answers
when these features are changed by 1/100000: the quantised model rounds on its way, and where it is
undecided the smallest change moves its answer. Features: every STEP-th frame and the outermost EDGE
ones, frame by frame, as little-endian 16-bit integers of 1/10000. Same input, same output. LogMelTest and SmartTurnEstimatorTest make the same signals.
"""

import gzip
import math
import os
import wave

import numpy as np
import onnxruntime
from transformers import WhisperFeatureExtractor

HERE = os.path.dirname(os.path.abspath(__file__))
MODEL = os.path.join(
    HERE, "../src/main/resources/io/echosphere/adapter/smartturn/smart-turn-v3.2-cpu.onnx")
CLIPS = os.path.join(
    HERE, "../../agent-simulator/src/main/resources/io/echosphere/simulator/clips")
OUT = os.path.join(HERE, "../src/test/resources/io/echosphere/adapter/smartturn")
RATE, WINDOW, STEP, EDGE, CHANGES = 16_000, 128_000, 8, 3, 12


def clip(name):
    with wave.open(os.path.join(CLIPS, name + ".wav")) as file:
        return np.frombuffer(file.readframes(file.getnframes()), np.int16).astype(np.int32)


def noise(count, amplitude):
    state, samples = 1, []
    for _ in range(count):
        state = (state * 1_103_515_245 + 12_345) % 2**31
        samples.append((state >> 16) % (2 * amplitude + 1) - amplitude)
    return np.array(samples, np.int32)


def tone(count, hertz, amplitude):
    return np.array(
        [math.floor(amplitude * math.sin(2 * math.pi * hertz * i / RATE)) for i in range(count)],
        np.int32)


def silence(count):
    return np.zeros(count, np.int32)


SIGNALS = {
    "whole": clip("ja-weather"),
    "cut": clip("reply03-1")[: RATE * 9 // 4],
    "paused": np.concatenate([clip("reply02-3"), silence(3_200)]),
    "long": np.concatenate([clip("reply03-2"), clip("reply03-3")]),
    "noisy": clip("en-hello") + noise(len(clip("en-hello")), 40),
    "hum": noise(WINDOW, 1_000) + tone(WINDOW, 440, 3_000) + 300,
    "offset": tone(RATE * 3 // 2, 150, 8_000) + 500,
    "silence": silence(RATE),
}


def features(extractor, samples):
    waveform = np.clip(samples, -32_768, 32_767).astype(np.float32) / 32_768
    waveform = waveform[-WINDOW:]
    waveform = np.pad(waveform, (WINDOW - len(waveform), 0))
    return extractor(
        waveform, sampling_rate=RATE, return_tensors="np", padding="max_length",
        max_length=WINDOW, truncation=True, do_normalize=True,
    ).input_features[0].astype(np.float32)


def main():
    extractor = WhisperFeatureExtractor(chunk_length=8)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(MODEL, options)
    lines = []
    for name, samples in SIGNALS.items():
        values = features(extractor, samples)
        frames = [f for f in range(800) if f % STEP == 0 or f < EDGE or f >= 800 - EDGE]
        kept = np.round(values[:, frames].T * 10_000).astype("<i2")
        with open(os.path.join(OUT, name + ".features.gz"), "wb") as file:
            file.write(gzip.compress(kept.tobytes(), 9, mtime=0))
        random = np.random.default_rng(1)
        changes = [0] + [random.standard_normal(values.shape) * 1e-5 for _ in range(CHANGES)]
        answers = [
            session.run(None, {"input_features": (values + c)[None].astype(np.float32)})[0].item()
            for c in changes]
        lines.append(f"{name} {min(answers):.6f} {max(answers):.6f}\n")
    with open(os.path.join(OUT, "reference.probabilities"), "w") as file:
        file.writelines(lines)


if __name__ == "__main__":
    main()
