package io.echosphere.application.port.out;

final class InMemoryCostDaysTest extends CostDaysContract {
  private final CostDays days = new InMemoryCostDays();

  @Override
  protected CostDays days() {
    return days;
  }
}
