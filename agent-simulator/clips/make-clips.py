#!/usr/bin/env python3
"""Makes the simulator's bundled clips: 16 kHz mono 16-bit WAV and clips.json with word times.

Needs open_jtalk with the naist-jdic dictionary, libespeak-ng and sox (Debian: open-jtalk
open-jtalk-mecab-naist-jdic espeak-ng sox) and the HTS voice "Mei", which the PyPI source
distribution of pyopenjtalk carries:

    pip download --no-deps --no-binary :all: pyopenjtalk && tar xf pyopenjtalk-*.tar.gz
    make-clips.py pyopenjtalk-*/pyopenjtalk/htsvoice/mei_normal.htsvoice

Reads callers.json beside it and the agent's lines from the script; same input, same output.
Japanese word times come from the phoneme durations of Open JTalk's trace, English ones from
espeak-ng's word and phoneme events.
"""

import array
import ctypes
import json
import math
import os
import random
import re
import subprocess
import sys
import tempfile
import wave

HERE = os.path.dirname(os.path.abspath(__file__))
RESOURCES = os.path.join(HERE, "..", "src", "main", "resources", "io", "echosphere", "simulator")
DICTIONARY = "/var/lib/mecab/dic/open-jtalk/naist-jdic"
RATE = 16_000
LEAD, TAIL = 0.020, 0.040  # silence left before and after the speech, seconds
PEAK = 0.6  # of full scale
PUNCTUATION = "、。！？,.!?"

# The caller must not sound like the agent, or the ear would take echo for the caller's words.
JTALK = {"caller": ["-a", "0.50", "-fm", "-2"], "agent": []}
JTALK_RATE = {"caller": 1.05, "agent": 1.1}  # speeds; a line may set its own
ESPEAK = {"caller": ("en-us+m3", 165, 45), "agent": ("en-us+f2", 165, 50)}


def read_wav(path):
    with wave.open(path) as w:
        assert (w.getframerate(), w.getnchannels(), w.getsampwidth()) == (RATE, 1, 2)
        return array.array("h", w.readframes(w.getnframes()))


def write_wav(path, samples):
    with wave.open(path, "wb") as w:
        w.setnchannels(1)
        w.setsampwidth(2)
        w.setframerate(RATE)
        w.writeframes(samples.tobytes())


def to_16k(source):
    target = source + ".16k.wav"
    # -D: no dither, so that the same input always gives the same file
    subprocess.run(["sox", "-D", source, "-r", str(RATE), "-b", "16", "-c", "1", target,
                    "gain", "-3"], check=True)
    return read_wav(target)


def japanese(text, role, rate, voice, work):
    wav, trace = os.path.join(work, "j.wav"), os.path.join(work, "j.txt")
    subprocess.run(["open_jtalk", "-x", DICTIONARY, "-m", voice, "-ow", wav, "-ot", trace]
                   + JTALK[role] + ["-r", str(rate)], input=text.encode(), check=True)
    with open(trace, encoding="utf-8") as f:
        lines = f.read().split("\n")
    tokens, phonemes, section = [], [], ""
    for line in lines:
        if line.startswith("["):
            section = line
        elif section.startswith("[Text") and "," in line:
            fields = line.split(",")
            surface = fields[0]
            morae = int(fields[-3].split("/")[1]) if "/" in fields[-3] else 0
            tokens.append([surface, 0 if surface in PUNCTUATION else morae])
        elif section.startswith("[Output label]") and line:
            start, end, label = line.split(" ", 2)
            phoneme = label.split("-")[1].split("+")[0]
            phonemes.append((int(start) / 1e7, int(end) / 1e7, phoneme))
    morae, begin = [], None
    for start, end, phoneme in phonemes:
        if phoneme in ("sil", "pau"):
            begin = None
            continue
        begin = start if begin is None else begin
        if phoneme in ("N", "cl") or phoneme.lower() in "aiueo":
            morae.append((begin, end))
            begin = None
    assert sum(count for _, count in tokens) == len(morae), (text, tokens, len(morae))
    words, position = [], 0
    for surface, count in tokens:
        if count == 0:
            words.append((surface, words[-1][2], words[-1][2], True))
        else:
            words.append((surface, morae[position][0], morae[position + count - 1][1], False))
            position += count
    assert "".join(w[0] for w in words) == text, (text, words)
    return to_16k(wav), words


class EspeakEvent(ctypes.Structure):
    class Id(ctypes.Union):
        _fields_ = [("number", ctypes.c_int), ("name", ctypes.c_char_p),
                    ("string", ctypes.c_char * 8)]

    _fields_ = [("type", ctypes.c_int), ("unique_identifier", ctypes.c_uint),
                ("text_position", ctypes.c_int), ("length", ctypes.c_int),
                ("audio_position", ctypes.c_int), ("sample", ctypes.c_int),
                ("user_data", ctypes.c_void_p), ("id", Id)]


class Espeak:
    WORD, PHONEME = 1, 7

    def __init__(self):
        self.lib = ctypes.CDLL("libespeak-ng.so.1")
        # AUDIO_OUTPUT_SYNCHRONOUS retrieval with phoneme events
        self.rate = self.lib.espeak_Initialize(2, 0, None, 1)
        kind = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int,
                                ctypes.POINTER(EspeakEvent))
        self.callback = kind(self.receive)
        self.lib.espeak_SetSynthCallback(self.callback)

    def receive(self, samples, count, events):
        if samples and count:
            self.samples.extend(samples[:count])
        i = 0
        while events[i].type != 0:
            e = events[i]
            if e.type in (self.WORD, self.PHONEME):
                name = e.id.string.decode("utf-8", "replace") if e.type == self.PHONEME else ""
                self.events.append((e.type, e.text_position - 1, e.audio_position / 1000, name))
            i += 1
        return 0

    def speak(self, text, role):
        self.samples, self.events = array.array("h"), []
        voice, words_a_minute, pitch = ESPEAK[role]
        assert self.lib.espeak_SetVoiceByName(voice.encode()) == 0
        self.lib.espeak_SetParameter(1, words_a_minute, 0)
        self.lib.espeak_SetParameter(3, pitch, 0)
        data = text.encode()
        self.lib.espeak_Synth(data, ctypes.c_size_t(len(data) + 1), 0, 0, 0, 1, None, None)
        return self.samples, self.events


def english(text, role, espeak, work):
    samples, events = espeak.speak(text, role)
    raw = os.path.join(work, "e.wav")
    with wave.open(raw, "wb") as w:
        w.setnchannels(1)
        w.setsampwidth(2)
        w.setframerate(espeak.rate)
        w.writeframes(samples.tobytes())
    total = len(samples) / espeak.rate
    starts = []  # (offset in text, start)
    pauses = []
    for kind, offset, at, name in events:
        if kind == Espeak.WORD:
            starts.append((offset, at))
        elif name.startswith("_"):
            pauses.append(at)
    tokens = list(re.finditer(r"\S+", text))
    begins = [next((at for offset, at in starts if t.start() <= offset < t.end()), None)
              for t in tokens]
    words, i = [], 0
    while i < len(tokens):
        # espeak-ng speaks some pairs ("of the") as one word: their time is shared by length
        group = 1
        while i + group < len(tokens) and begins[i + group] is None:
            group += 1
        begin = begins[i]
        later = [at for at in begins[i + group:] if at is not None][:1]
        end = min(later + [at for at in pauses if at > begin] + [total])
        letters = sum(len(t.group()) for t in tokens[i:i + group])
        for token in tokens[i:i + group]:
            content = token.group().rstrip(PUNCTUATION)
            stop = begin + (end - begins[i]) * len(token.group()) / letters
            words.append((content, begin, stop, False))
            words += [(mark, stop, stop, True) for mark in token.group()[len(content):]]
            begin = stop
        i += group
    return to_16k(raw), words


def trimmed(samples, words):
    """Cuts to LEAD before and TAIL after what is loud enough to be heard, and sets the level."""
    peak = max(abs(s) for s in samples)
    threshold = peak * 0.01
    first = next(i for i, s in enumerate(samples) if abs(s) > threshold)
    last = next(i for i in range(len(samples) - 1, -1, -1) if abs(samples[i]) > threshold)
    begin = first - int(LEAD * RATE)
    padded = array.array("h", [0] * max(0, -begin)) + samples[max(0, begin):last + 1]
    padded += array.array("h", [0] * int(TAIL * RATE))
    gain = PEAK * 32767 / peak
    out = array.array("h", (int(round(s * gain)) for s in padded))
    length, shift = len(out) / RATE, begin / RATE
    times = []
    for content, start, end, punctuation in words:
        start, end = (min(max(t - shift, LEAD), length - TAIL) for t in (start, end))
        times.append({"content": content, "start": round(start, 3), "end": round(end, 3),
                      "punctuation": punctuation})
    return out, times


def at_peak(samples):
    """As 16-bit samples, as loud as every clip at its loudest."""
    peak = max(abs(s) for s in samples)
    return array.array("h", (int(s / peak * PEAK * 32767) for s in samples))


def cough(seed=7):
    """Two bursts of shaped noise; no pitch, so no voice."""
    rng, out = random.Random(seed), []
    for length, level in ((0.18, 1.0), (0.12, 0.0), (0.22, 0.7)):
        low = 0.0
        for i in range(int(length * RATE)):
            t = i / (length * RATE)
            low += 0.45 * (rng.uniform(-1, 1) - low)
            out.append(low * level * math.exp(-4 * t) * min(1.0, t * 30))
    return at_peak(out)


def throat(seed=11):
    """Someone clears their throat: a grunt with a pitch, so a voice at first, and no word."""
    rng, out, phase, count = random.Random(seed), [], 0.0, int(0.28 * RATE)
    for i in range(count):
        t = i / count
        phase += 118.0 * (1.0 - 0.15 * t + 0.02 * rng.uniform(-1, 1)) / RATE
        glottis = 1.0 - 2.0 * (phase % 1.0) + 0.15 * rng.uniform(-1, 1)
        out.append(glottis * min(1.0, t * 12) * min(1.0, (1.0 - t) * 6))
    for hertz, width in ((620.0, 90.0), (1150.0, 120.0), (2500.0, 200.0)):
        out = resonant(out, hertz, width)
    return at_peak(out)


def resonant(samples, hertz, width):
    """One formant: the sound plus what rings at its pitch."""
    radius = math.exp(-math.pi * width / RATE)
    b, c = 2 * radius * math.cos(2 * math.pi * hertz / RATE), -radius * radius
    out, one, two = [], 0.0, 0.0
    for sample in samples:
        one, two = sample + b * one + c * two, one
        out.append(one)
    return out


def sentences(text):
    return [s.strip() for s in re.findall(r"[^。！？.!?]*[。！？.!?]+", text)]


def main():
    voice = sys.argv[1]
    with open(os.path.join(HERE, "callers.json"), encoding="utf-8") as f:
        lines = [("caller", x["id"], x["language"], x["text"],
                  x.get("rate", JTALK_RATE["caller"])) for x in json.load(f)]
    with open(os.path.join(RESOURCES, "script.json"), encoding="utf-8") as f:
        script = json.load(f)
    replies = [("greeting", script["greeting"]["language"], script["greeting"]["text"])]
    for i, turn in enumerate(script["turns"]):
        replies.append((f"reply{i + 1:02}", turn["language"], turn["reply"]))
    for language, text in script["otherwise"].items():
        replies.append((f"otherwise-{language[:2]}", language, text))
    for name, language, text in replies:
        for n, sentence in enumerate(sentences(text)):
            lines.append(("agent", f"{name}-{n + 1}", language, sentence, JTALK_RATE["agent"]))
    folder = os.path.join(RESOURCES, "clips")
    os.makedirs(folder, exist_ok=True)
    for old in os.listdir(folder):
        if old.endswith(".wav"):
            os.remove(os.path.join(folder, old))
    espeak, index = Espeak(), []
    with tempfile.TemporaryDirectory() as work:
        for role, name, language, text, rate in lines:
            if language == "ja-JP":
                samples, words = japanese(text, role, rate, voice, work)
            else:
                samples, words = english(text, role, espeak, work)
            samples, words = trimmed(samples, words)
            write_wav(os.path.join(folder, name + ".wav"), samples)
            index.append({"id": name, "role": role, "language": language, "text": text,
                          "words": words})
    for name, sound in (("noise-cough", cough()), ("noise-throat", throat())):
        write_wav(os.path.join(folder, name + ".wav"), sound)
        index.append({"id": name, "role": "noise", "language": "", "text": "", "words": []})
    with open(os.path.join(folder, "clips.json"), "w", encoding="utf-8") as f:
        f.write("[\n" + ",\n".join(json.dumps(x, ensure_ascii=False) for x in index) + "\n]\n")


main()
