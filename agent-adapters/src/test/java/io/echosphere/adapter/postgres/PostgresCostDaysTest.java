package io.echosphere.adapter.postgres;

import io.echosphere.application.port.out.CostDays;
import io.echosphere.application.port.out.CostDaysContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

final class PostgresCostDaysTest extends CostDaysContract {
  private Database database;

  @BeforeEach
  void open() throws Exception {
    database = Database.open(TestPostgres.emptyDatabase());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected CostDays days() {
    return database.costs();
  }
}
