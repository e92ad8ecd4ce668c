#include "survey/parsed_rows.hpp"

#include "base/thread.hpp"

namespace hnat {

namespace {

constexpr std::size_t k_block_rows = 128;
/// Of a block's cells: a row may have 16 MiB, and memory is bounded.
constexpr std::size_t k_block_bytes = std::size_t{256} << 10;

std::size_t bytes_of(const ListRow& row) {
    std::size_t bytes = 0;
    for (const auto& cell : row.cells) {
        bytes += cell.text.size();
    }
    return bytes;
}

} // namespace

ParsedRows::ParsedRows(ListReader& reader, const ColumnMap& columns, const RowRules& rules,
                       bool expects_new_groups, std::optional<std::size_t> limit)
    : m_reader(reader),
      m_columns(columns),
      m_rules(rules),
      m_left(limit),
      m_preparer(expects_new_groups ? std::optional<GroupPreparer>(std::in_place) : std::nullopt),
      m_thread(start_thread([this] { read(); })) {}

ParsedRows::~ParsedRows() {
    {
        const std::lock_guard lock(m_mutex);
        m_stopped = true;
    }
    m_changed.notify_all();
    if (m_thread.joinable()) {
        m_thread.join();
    }
}

/// The thread.
void ParsedRows::read() {
    for (bool more = true; more;) {
        Block* block = free_block();
        if (block == nullptr) {
            return;
        }
        std::exception_ptr error;
        try {
            block->rows = 0;
            more = fill(*block);
        } catch (...) {
            error = std::current_exception(); // told behind the rows that were read before it
            more = false;
        }
        {
            const std::lock_guard lock(m_mutex);
            ++m_read;
            m_error = error;
            m_ended = !more;
        }
        m_changed.notify_all(); // who is told while the lock is held wakes up only to wait for it
    }
}

/// One that is not in use; nullptr: nobody wants more.
ParsedRows::Block* ParsedRows::free_block() {
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_stopped || m_read + 1 < m_taken + k_blocks; });
    return m_stopped ? nullptr : &m_blocks.at(m_read % k_blocks);
}

/// False: these were the last rows.
bool ParsedRows::fill(Block& block) {
    std::size_t bytes = 0;
    while (block.rows < k_block_rows && bytes < k_block_bytes) {
        if (m_stopped || (m_left && *m_left == 0)) {
            return false;
        }
        if (block.rows == block.items.size()) {
            block.items.emplace_back();
        }
        Item& item = block.items[block.rows];
        if (!m_reader.next(item.row)) {
            return false;
        }
        parse_row(item.row, m_columns, m_reader.header(), m_rules, m_answers, item.parsed, item.problems);
        if (m_preparer && item.problems.empty()) {
            m_preparer->prepare(item.parsed);
        }
        bytes += bytes_of(item.row);
        ++block.rows;
        m_left = m_left ? std::optional(*m_left - 1) : std::nullopt;
    }
    block.progress = m_reader.progress();
    return true;
}

ParsedRows::Block* ParsedRows::next() {
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_ended || m_taken < m_read; });
    if (m_taken < m_read) {
        Block& block = m_blocks.at(m_taken++ % k_blocks);
        lock.unlock();
        m_changed.notify_all();
        return &block;
    }
    lock.unlock();
    m_thread.join(); // the reader is the caller's again
    if (m_error) {
        std::rethrow_exception(m_error);
    }
    return nullptr;
}

} // namespace hnat
