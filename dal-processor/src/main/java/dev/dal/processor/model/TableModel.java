package dev.dal.processor.model;

import com.palantir.javapoet.ClassName;
import java.util.List;

/**
 * The columns of tables whose rows are a record.
 *
 * @param record the record
 * @param columns a column for each component
 */
public record TableModel(ClassName record, List<ColumnModel> columns) {}
