package io.echosphere.simulator.corpus;

import java.util.ArrayList;
import java.util.List;

/**
 * Who says which line: turns go round among the voices of their half, and every voice asks, agrees
 * and interrupts in each way.
 *
 * @param id of the clip that comes of it
 */
record Casting(String id, Label label, Speaker speaker) {
  private static final Speaker NOBODY = new Speaker("", Speaker.Program.FLITE, List.of());
  private static final Speaker PERSON = new Speaker("person", Speaker.Program.FLITE, List.of());

  /** Casts all lines, in their order. */
  static List<Casting> of(List<Label> labels) {
    List<Casting> castings = new ArrayList<>();
    int turn = 0;
    for (Label label : labels) {
      List<Speaker> callers = Speaker.callers(label.language(), label.split());
      switch (label.kind()) {
        case PLAIN, FILLER, TE, KEDO, CONJUNCTION, TRAIL, DIGITS ->
            castings.add(new Casting(label.id(), label, callers.get(turn++ % callers.size())));
        case PROMPT, BACKCHANNEL, BARGE_IN -> {
          for (Speaker caller : callers) {
            castings.add(new Casting(label.id() + "-" + caller.name(), label, caller));
          }
        }
        case RECORDING -> castings.add(new Casting(label.id(), label, PERSON));
        case REPLY -> castings.add(new Casting(label.id(), label, Speaker.agent(label.language())));
        case SOUND, MUSIC, ECHO -> castings.add(new Casting(label.id(), label, NOBODY));
      }
    }
    return castings;
  }
}
