package io.metrify.parquet;

import io.metrify.connector.api.MalformedRecordException;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.jspecify.annotations.Nullable;

/** The pages of one column of a row group, each checked before Parquet reserves memory for what its header promises. */
final class CheckedPages implements PageReader {

    private final PageReader pages;
    private final String column;
    private long left;

    CheckedPages(PageReader pages, String column) {
        this.pages = pages;
        this.column = column;
        this.left = pages.getTotalValueCount();
    }

    @Override
    public @Nullable DictionaryPage readDictionaryPage() {
        DictionaryPage page = pages.readDictionaryPage();
        // The smallest entry is a text of length 0, which takes 4 bytes.
        if (page != null
                && (page.getDictionarySize() < 0
                        || page.getDictionarySize() * 4L > page.getBytes().size())) {
            throw new MalformedRecordException(
                    column,
                    "a dictionary of " + page.getBytes().size() + " bytes claims " + page.getDictionarySize()
                            + " entries");
        }
        return page;
    }

    @Override
    public long getTotalValueCount() {
        return pages.getTotalValueCount();
    }

    @Override
    public DataPage readPage() {
        DataPage page = pages.readPage();
        if (page == null) {
            throw new MalformedRecordException(column, "the pages end " + left + " values early");
        }
        if (page.getValueCount() <= 0 || page.getValueCount() > left) {
            throw new MalformedRecordException(
                    column, "a page claims " + page.getValueCount() + " values where " + left + " are left");
        }
        left -= page.getValueCount();
        return page;
    }
}
