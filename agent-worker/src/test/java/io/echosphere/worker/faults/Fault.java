package io.echosphere.worker.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Something that breaks. Called by the row's thread alone. */
interface Fault {
  /** What breaks, in the words of the table. */
  String name();

  /** Whether every call suffers, not only the one that it is aimed at. */
  default boolean hitsAll() {
    return false;
  }

  /** Whether the others are silent until it is repaired, because it would hit them as well. */
  default boolean othersWait() {
    return hitsAll();
  }

  /** Whether replies may be late meanwhile. */
  default boolean slows() {
    return false;
  }

  /** Whether it comes before the first word, but not before the session is stored. */
  default boolean meetsSession() {
    return false;
  }

  /** Why it cannot be had on this machine; empty if it can. */
  default Optional<String> impossible(FaultStack stack) {
    return Optional.empty();
  }

  /** Variables of the worker that this fault needs, besides the usual ones. */
  default Map<String, String> variables(FaultStack stack) {
    return Map.of();
  }

  /** Before the call that it is aimed at is made; the others are not there yet. */
  default void beforeCall(Scene scene) throws Exception {}

  /** With the call that it is aimed at greeted, before the others are made. */
  default void afterCall(Scene scene) throws Exception {}

  /** Before the caller speaks, with the others there and silent: what is planned ahead. */
  default void beforeSpeech(Scene scene) throws Exception {}

  /** At its moment. */
  default void strike(Scene scene) throws Exception {}

  /** How long it lasts from its moment on. */
  default Duration lasts() {
    return Duration.ZERO;
  }

  /** Repairs it. Must also work when it never struck. */
  default void repair(Scene scene) throws Exception {}

  /** After everybody has hung up. */
  default void check(Scene scene) throws Exception {}

  /** What the worker must have logged, by a part of each line. */
  default List<String> told() {
    return List.of();
  }

  /** What may be logged as an error besides, by a part of each line. */
  default List<String> mayTell() {
    return List.of();
  }
}
