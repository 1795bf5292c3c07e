// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "core/task.h"

#include <gtest/gtest.h>

#include <vector>

using namespace QtFailover::Internal;

namespace {

/// Both ways to keep a call: in the task itself, and elsewhere.
template <std::size_t Size>
struct Ballast {
    std::array<char, Size> bytes{};
};
using Small = Ballast<1>;
using Large = Ballast<Task::Room + 1>;

template <typename Size>
class TaskTest : public testing::Test
{
public:
    std::shared_ptr<int> runs = std::make_shared<int>(0);
    Task task() const
    {
        return [runs = runs, ballast = Size()] { *runs += 1 + ballast.bytes[0]; };
    }
};
using Sizes = testing::Types<Small, Large>;
TYPED_TEST_SUITE(TaskTest, Sizes, );

} // namespace

TYPED_TEST(TaskTest, RunsWhereItWasMovedTo)
{
    std::vector<Task> tasks;
    for (int i = 0; i < 10; ++i)
        tasks.push_back(this->task());
    tasks.front() = std::move(tasks.back());
    tasks.pop_back();
    for (Task &task : tasks)
        task();
    EXPECT_EQ(*this->runs, 9);
}

TYPED_TEST(TaskTest, LetsGoOfWhatItHoldsOnce)
{
    {
        Task first = this->task();
        Task second = this->task();
        EXPECT_EQ(this->runs.use_count(), 3);
        second = std::move(first);
        EXPECT_EQ(this->runs.use_count(), 2);
        second = Task();
        EXPECT_EQ(this->runs.use_count(), 1);
        second = this->task();
        EXPECT_EQ(this->runs.use_count(), 2);
    }
    EXPECT_EQ(this->runs.use_count(), 1);
}
