package io.echosphere.domain.turn.ending;

import java.util.Set;

/**
 * English endings and how often the turn is over at a pause after them. The longest ending that
 * fits counts, so a longer line is an exception to a shorter one. Judged by hand for talk with an
 * assistant.
 */
final class EnglishTables {
  /** Texts that mean something else alone than at the end of a longer one. */
  static final EndingTable WHOLE =
      EndingTable.ofWords(
          """
          0.92: yes, yeah, yep, yup, no, nope, okay, ok, sure, thanks, hello, stop, cancel, goodbye, bye
          0.92: good morning, good evening, good night, really, absolutely, exactly, definitely, correct
          0.92: never mind, nevermind, of course, not really, go on, go ahead, sorry, pause, continue, next
          0.85: i see, i know, right, hi, hey, what, why, where, who, when, how, alright, all right, maybe
          0.85: wait, hold on, hang on, one moment, just a moment, just a second, one second, again, more
          0.85: i don't, i can't, i won't, i didn't, it isn't, it wasn't, he did, she did, we did, fine
          0.55: i do, i did, we do, they do, it does, it did, i can, i will
          0.30: i am, it is, they are, we are, he is, she is, i have, i would, there
          0.70: excuse me, pardon me, probably, oh really, i guess, i guess so
          0.50: this, that, me, you, which, what time, the red one, oh, wow, not yet
          0.05: and, so, but, or, because, well, um, uh, like, i mean, you know, also, then, anyway, actually
          0.05: basically, first, second, first of all, for example, in fact, by the way, let me see, let me think
          0.05: i think, i believe, let's see, hmm let me see, hmm let me think, oh well, okay so, yes but
          """,
          Integer.MAX_VALUE);

  static final EndingTable ENDINGS =
      EndingTable.ofWords(
          """
          0.97: thank you, thanks, thanks a lot, thank you very much, thank you so much, please, goodbye
          0.97: bye, see you later, see you, see you tomorrow, how are you, what do you think, that's all
          0.95: i think so, think so, hope so, guess so, i don't know, don't know, no idea, i'm not sure, not sure
          0.92: that's it, that is it, is that it, that's right, right now, as well, or something, and so on
          0.92: about it, about that, about this, about you, about me, about him, about her, about them, about us
          0.90: of course, never mind, no thanks, sorry about that, at the moment, at all, do it, did it, of it
          0.90: too, now, already, yet, anymore, any more, again, tonight, tomorrow, today, yesterday, later
          0.90: mine, yours, hers, ours, theirs, myself, yourself, himself, herself, everything, nothing
          0.90: something, anything, everyone, anyone, someone, else, away, instead, soon, either, though
          0.90: gmail dot com, dot com, dot org, dot net, co dot jp, dot co dot uk, like this, like that
          0.90: just said, it isn't, it is not, already did, already have, already am, so do i, me too, not yet
          0.90: old are you, who are you, where are you, what are you, do that, do this, say that, get that, what does that mean, see that, hear that, know that
          0.85: me, him, us, them, it, you, great, good, fine, helpful, better, well done, very well, as possible
          0.85: log in, sign in, check in, log out, sign up, come in, come on, go on, carry on, hold on, hang on
          0.85: is it for, are you from, this for, that for, it for, to talk to, talking to, looking at
          0.85: looking for me, waiting for me, there before, here, there, same, enough, first name, last name
          0.85: old, that one, this one, the other one, a lot, a little, i said, you said, alright
          0.80: off, out, up, down, back, over, this, a bit, here too, i forget, i forgot
          0.80: than me, it works, okay, ok, yes, no, sure, right, not now, not today, not really
          0.75: her, one, ones, these, those, more, less, home, before, around, inside, outside, i think
          0.60: that, others, some, which one, both, all, many, much, now that, i know
          0.55: don't, can't, won't, didn't, doesn't, isn't, wasn't, wouldn't, couldn't, haven't, any, what time
          0.50: set an alarm, set a timer, book a table, make a reservation, ask you something, send a message
          0.45: next, last, early, often, though i, ask you a question, tell you something, have a question
          0.45: not, few, i don't, what, where, how, tell me, show me, ask you, at gmail, lots
          0.35: through, as, along, across, near, behind, let me know, i said that, said, say, know, means, i have, i would
          0.30: after, along with, until, till, since, play, call, book, send, find, buy, hear, see, make, take
          0.25: how much, how many, my name, my email, my address, number, can you, could you, do you, would you
          0.25: will you, are you, is there, are there, do i, can i, should i, should we, can we, do they, does it
          0.25: his, each, other, to know, even, still, almost, only, also, probably, maybe, about, by
          0.18: always, never, usually, sometimes, anyway, actually, basically, whatever, try
          0.15: feel, seem, seems, looks, look, sounds, feels, think, believe, thought, guess, hope, wish, told
          0.12: is that, was that, says, means that, sure that, hope that, want, wants, wanted, need, needs, needed, give me, remind me, tell, give, put, bring, lend, ask
          0.10: trying, going, able, supposed, wondering, was wondering, looking, called, named, spelled, than
          0.08: can you please, could you please, would you please, will you please, please can you, so i, and i, but i, because i, if i, when i
          0.08: i, we, they, he, she, who's, where's, how do i, how do you, how does, how can i, so so
          0.06: very, quite, just, really, pretty, such, extremely, so, rather, somewhat, kinda, who
          0.06: is, are, was, were, be, been, being, am, have, has, had, having, do, does, did, will, would
          0.06: can, could, should, must, might, may, shall, ought, gonna, wanna, gotta, cannot, let, lets
          0.05: i'm, i'll, i've, i'd, you're, you'll, you've, he's, she's, it's, that's, what's, there's, they're
          0.05: we're, we'll, we've, they'll, let's, i was, this is, that was, it's not, there is, there are
          0.05: one of, kind of, sort of, out of, because of, instead of, in front of, a lot of, a bit of, lots of
          0.05: such as, as soon as, as long as, as well as, in order to, would like, i'd like, would like to, i like
          0.05: want to, need to, have to, going to, used to, how to, so that, even though, even if, as if
          0.04: um, uh, er, erm, uhm, hmm, hm, like, you know, i mean, let's see, let me see, let me think, umm
          0.04: and, but, or, because, if, when, while, although, unless, whether, whereas, nor, cause, 'cause
          0.04: think that, said that, know that the, so if, and if, think the, except, whose, whom, and then, then
          0.04: which, double, triple, dash, hyphen, dot, slash, underscore, comma, mr, mrs, ms, mister, is doctor, dr
          0.06: on, in
          0.03: to, of, for, from, with, at, into, onto, during, between, among, without, within, against, toward
          0.03: towards, under, beside, besides, per, via, despite, regarding, concerning, including, upon, beyond
          0.02: a, an, the, my, your, our, their, its, every, another, whichever, my own, your own
          """,
          8);

  /** Words that open a question, before or without an auxiliary. */
  static final Set<String> QUESTION_WORDS =
      Set.of(
          "what", "what's", "who", "who's", "where", "where's", "when", "why", "how", "how's",
          "which", "whose");

  static final Set<String> AUXILIARIES =
      Set.of(
          "is",
          "are",
          "am",
          "was",
          "were",
          "do",
          "does",
          "did",
          "can",
          "could",
          "will",
          "would",
          "should",
          "shall",
          "may",
          "might",
          "must",
          "have",
          "has",
          "had",
          "isn't",
          "aren't",
          "don't",
          "doesn't",
          "didn't",
          "can't",
          "won't",
          "wouldn't",
          "couldn't");

  /** Verbs that open what one tells an assistant to do. */
  static final Set<String> COMMANDS =
      Set.of(
          "turn",
          "set",
          "play",
          "stop",
          "tell",
          "show",
          "call",
          "open",
          "close",
          "remind",
          "add",
          "book",
          "cancel",
          "find",
          "give",
          "send",
          "read",
          "check",
          "make",
          "start",
          "switch",
          "put",
          "order",
          "help",
          "search",
          "look",
          "get",
          "wake",
          "skip",
          "pause",
          "increase",
          "decrease",
          "lower",
          "raise",
          "translate",
          "repeat",
          "explain",
          "say",
          "speak",
          "please",
          "write",
          "describe",
          "recommend",
          "list",
          "change",
          "move",
          "delete",
          "remove",
          "go",
          "forget",
          "resume",
          "schedule",
          "text",
          "mute",
          "let's",
          "bring",
          "buy",
          "spell",
          "try",
          "wait");

  /** Words that open a clause which another one has to follow. */
  static final Set<String> SUBORDINATORS =
      Set.of(
          "if",
          "because",
          "since",
          "while",
          "after",
          "before",
          "although",
          "though",
          "unless",
          "once",
          "whenever",
          "until",
          "when");

  /** What may stand before the sentence proper. */
  static final Set<String> LEADS =
      Set.of(
          "so",
          "and",
          "but",
          "well",
          "okay",
          "ok",
          "um",
          "uh",
          "oh",
          "hey",
          "yes",
          "no",
          "yeah",
          "hi",
          "hello",
          "please",
          "then",
          "now",
          "also",
          "actually",
          "sorry");

  /** Words that begin a noun with something still to be said of it. */
  static final Set<String> DETERMINERS =
      Set.of(
          "my", "your", "his", "her", "our", "their", "the", "a", "an", "this", "that", "these",
          "those", "some");

  /** Words before a preposition left at the end of a question: who are you talking to. */
  static final Set<String> STRANDED =
      Set.of("to", "for", "from", "with", "at", "about", "of", "in", "on", "like", "by");

  private EnglishTables() {}
}
