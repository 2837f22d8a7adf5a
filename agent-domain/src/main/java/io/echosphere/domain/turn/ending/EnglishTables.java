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
          0.92: yes, yeah, yep, yup, no, nope, okay, ok, sure, thanks, hello, stop, cancel, goodbye
          0.92: bye, good morning, good evening, good night, really, absolutely, exactly
          0.92: definitely, correct, never mind, nevermind, of course, not really, go on, go ahead
          0.92: sorry, pause, continue, next
          0.85: i see, i know, right, hi, hey, what, why, where, who, when, how, alright, all right
          0.85: maybe, wait, hold on, hang on, one moment, just a moment, just a second, one second
          0.85: again, more, i don't, i can't, i won't, i didn't, it isn't, it wasn't, he did
          0.85: she did, we did, fine
          0.55: i do, i did, we do, they do, it does, it did, i can, i will
          0.25: my name, my email, my address, my number, the number
          0.30: i am, it is, they are, we are, he is, she is, i have, i would, there
          0.70: excuse me, pardon me, probably, oh really, i guess, i guess so
          0.50: this, that, me, you, which, what time, the red one, oh, wow, not yet
          0.20: as far as i know, to be honest, on the other hand, instead of that, in that case
          0.20: at first, on the way, on top of that, as i said, like i said, in general
          0.20: in my opinion, after that, before that, at that time, back then, the other day
          0.05: and, so, but, or, because, well, um, uh, like, i mean, you know, also, then, anyway
          0.05: actually, basically, first, second, first of all, for example, in fact, by the way
          0.05: let me see, let me think, i think, i believe, let's see, hmm let me see
          0.05: hmm let me think, oh well, okay so, yes but
          0.92: what happened, who won, who knows, it depends, that depends
          0.60: i'd love to, i would love to
          0.30: you said, he said, she said, they said, i said
          0.20: my favorite, my favourite, i was hoping, i'm afraid, i'm allergic, i'm interested
          """,
          Integer.MAX_VALUE);

  static final EndingTable ENDINGS =
      EndingTable.ofWords(
          """
          0.97: thank you, thanks, thanks a lot, thank you very much, thank you so much, please
          0.97: goodbye, bye, see you later, see you, see you tomorrow, how are you
          0.97: what do you think, that's all
          0.95: i think so, think so, hope so, guess so, i don't know, don't know, no idea
          0.95: i'm not sure, not sure
          0.92: that's it, that is it, is that it, that's right, right now, as well, or something
          0.92: and so on, about it, about that, about this, about you, about me, about him
          0.92: about her, about them, about us
          0.90: of course, never mind, no thanks, sorry about that, at the moment, at all, do it
          0.90: did it, of it, too, now, already, yet, anymore, any more, again, tonight, tomorrow
          0.90: today, yesterday, later, mine, yours, hers, ours, theirs, myself, yourself, himself
          0.90: herself, everything, nothing, something, anything, everyone, anyone, someone, else
          0.90: away, instead, soon, either, though, gmail dot com, dot com, dot org, dot net
          0.90: co dot jp, dot co dot uk, like this, like that, just said, it isn't, it is not
          0.90: already did, already have, already am, so do i, me too, not yet, old are you
          0.90: who are you, where are you, what are you, do that, do this, say that, get that
          0.90: what does that mean, see that, hear that, know that
          0.88: close by, will do, nearby, the best, my best
          0.85: me, him, us, them, it, you, great, good, fine, helpful, better, well done
          0.85: very well, as possible, log in, sign in, check in, log out, sign up, come in
          0.85: come on, go on, carry on, hold on, hang on, is it for, are you from, this for
          0.85: that for, it for, to talk to, talking to, looking at, looking for me
          0.85: waiting for me, there before, here, there, same, enough, first name, last name, old
          0.85: that one, this one, the other one, a lot, a little, i said, you said, alright
          0.80: off, out, up, down, back, over, this, a bit, here too, i forget, i forgot, than me
          0.80: it works, okay, ok, yes, no, sure, right, not now, not today, not really
          0.75: her, one, ones, these, those, more, less, home, before, around, inside, outside
          0.75: i think
          0.60: that, others, which one, both, all, many, much, now that, i know, favorite
          0.55: don't, can't, won't, didn't, doesn't, isn't, wasn't, wouldn't, couldn't, haven't
          0.55: any, what time
          0.50: set an alarm, set a timer, book a table, make a reservation, ask you something
          0.50: send a message
          0.45: next, last, early, often, though i, ask you a question, tell you something
          0.45: have a question, not, few, i don't, what, where, how, tell me, show me, ask you
          0.45: at gmail, lots
          0.35: through, as, along, across, near, behind, let me know, i said that, said, say, know
          0.35: means, i have, i would
          0.30: asked me, told me, told him, told her, told us, asked him, asked her, tell him
          0.30: tell her, tell them, ask him, ask her, ask them, want you, want me, want him
          0.30: want her, need you, made me, put it, put that, put them, turn off, turn up
          0.30: turn down, switch off, write down, look up, would you mind, do you mind
          0.30: would it be possible, is there any, are there any, do you have any, too many
          0.30: too much, the more, the less, both my
          0.30: after, along with, until, till, since, send, find, buy, hear, see, make, take, some
          0.25: to book, to play, to call, to add, you book, you play, you call, you add, to rate
          0.25: to start, how much, how many, can you, could you, do you, would you, will you
          0.25: are you, is there, are there, do i, can i, should i, should we, can we, do they
          0.25: does it, his, each, other, to know, even, still, almost, only, also, probably
          0.25: maybe, about, by
          0.15: current, nearest, closest, best, latest, newest, cheapest, biggest, whole, entire
          0.18: always, never, usually, sometimes, anyway, actually, basically, whatever, try
          0.15: feel, seem, seems, looks, look, sounds, feels, think, believe, thought, guess, hope
          0.15: wish, told
          0.12: is that, was that, says, means that, sure that, hope that, want, wants, wanted
          0.12: need, needs, needed, give me, remind me, tell, give, put, bring, lend, ask
          0.10: trying, going, able, supposed, wondering, was wondering, looking, called, named
          0.10: spelled, than
          0.08: can you please, could you please, would you please, will you please, please can you
          0.08: so i, and i, but i, because i, if i, when i, i, we, they, he, she, who's, where's
          0.08: how do i, how do you, how does, how can i, so so
          0.06: very, quite, just, really, pretty, such, extremely, so, rather, somewhat, kinda
          0.06: who, is, are, was, were, be, been, being, am, have, has, had, having, do, does, did
          0.06: will, would, can, could, should, must, might, may, shall, ought, gonna, wanna
          0.06: gotta, cannot, let, lets
          0.05: i'm, i'll, i've, i'd, you're, you'll, you've, he's, she's, it's, that's, what's
          0.05: there's, they're, we're, we'll, we've, they'll, let's, i was, this is, that was
          0.05: it's not, there is, there are, one of, kind of, sort of, out of, because of
          0.05: instead of, in front of, a lot of, a bit of, lots of, such as, as soon as
          0.05: as long as, as well as, in order to, would like, i'd like, would like to, i like
          0.05: want to, need to, have to, going to, used to, how to, so that, even though, even if
          0.05: as if
          0.04: um, uh, er, erm, uhm, hmm, hm, like, you know, i mean, let's see, let me see
          0.04: let me think, umm, and, but, or, because, if, when, while, although, unless
          0.04: whether, whereas, nor, cause, 'cause, think that, said that, know that the, so if
          0.04: and if, think the, except, whose, whom, and then, then, which, double, triple, dash
          0.04: hyphen, dot, slash, underscore, comma, mr, mrs, ms, mister, is doctor, dr
          0.06: on, in
          0.03: to, of, for, from, with, at, into, onto, during, between, among, without, within
          0.03: against, toward, towards, under, beside, besides, per, via, despite, regarding
          0.03: concerning, including, upon, beyond
          0.02: a, an, the, my, your, our, their, its, every, another, whichever, my own, your own
          0.88: louder, quieter, slower, faster, be all
          0.85: what's it called, is it called, is this called, is that called
          0.80: hurts, depends, broke
          0.45: how many people, how much money
          0.35: we change, i change, you change, one more, something like
          0.30: interested, afraid, having trouble, had trouble, prefer something, want something
          0.30: like something, need something, is something, a large, a small, a big, a new, a nice
          0.30: a different, a good, a quick, a special, a long, a short, an early, the new, the old
          0.30: my new, my old, some new, some good, any good, a better, i lost, i bought, i found
          0.30: i made, i took, i sent, i ordered, i met, i saw, i heard, i tried, we bought
          0.30: we found, we took, we saw, can i speak, may i speak, could i speak
          0.25: to visit, to buy, to order, to send, to reserve, to make, to find, to get, to use
          0.25: to check, to bring, to take, to give, to show, to tell, to ask, to put, to rent
          0.25: to schedule, to arrange, to discuss, allergic
          0.20: told me that, told him that, told her that, told us that, the next, lives next
          0.20: you know what, me what, me where, me who, me when, me which, know where
          0.12: if you, that you, when you, because you, so you, did you, have you, were you
          0.12: had you, unless you, until you, before you, after you, as you, but you, where you
          0.12: though you
          0.10: costs around, takes around, at around, is around, about around, i already
          0.10: we already, you already, they already, he already, she already, like to talk to
          0.10: want to talk to, need to talk to, have to talk to, you ever, i ever, we ever
          0.10: looking forward
          0.08: though it, if it, because it, when it, and it, but it, so it, since it, while it
          0.08: unless it, until it, that it, no i think, well i think, yes i think, yeah i think
          0.08: but i think, and i think, so i think, because i think, actually i think, oh i think
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

  /** Verbs whose object a question puts first: which train do I take. */
  static final Set<String> TAKE_AN_OBJECT =
      Set.of(
          "take",
          "buy",
          "find",
          "get",
          "make",
          "see",
          "use",
          "bring",
          "give",
          "send",
          "order",
          "visit",
          "want",
          "need",
          "mean",
          "do",
          "have",
          "eat",
          "drink",
          "wear",
          "recommend",
          "suggest",
          "choose",
          "cost",
          "call",
          "called",
          "say",
          "look",
          "try",
          "watch",
          "know");

  /** Words before a preposition left at the end of a question: who are you talking to. */
  static final Set<String> STRANDED =
      Set.of("to", "for", "from", "with", "at", "about", "of", "in", "on", "like", "by");

  private EnglishTables() {}
}
