//! Prices for a place: the duals of seating everybody at once, rules between days aside.
//!
//! They are where the bound starts from: in a week that is too full a seat is worth as much as the
//! session that is dropped for it, and no small steps would get there.
#![expect(clippy::indexing_slicing, reason = "numeric kernel: square tables made here")]

use super::classes::Value;

/// Above any price, with room to add.
const NEVER: Value = Value::MAX / 4;

/// The price of each row in a cheapest assignment of every row to a column of its own.
///
/// `cost[row][column]`; at least as many columns as rows. With these prices `cost − price[row]` is nowhere
/// below what the column itself is worth (Hungarian method, shortest augmenting paths).
pub(super) fn row_prices(cost: &[Vec<Value>]) -> Vec<Value> {
    let rows = cost.len();
    let columns = cost.first().map_or(0, Vec::len);
    let (mut row_price, mut column_price) = (vec![0; rows + 1], vec![0; columns + 1]);
    let mut seated = vec![0; columns + 1];
    for row in 1..=rows {
        seated[0] = row;
        let way = cheapest_way(cost, &mut row_price, &mut column_price, &seated);
        let mut column = way.end;
        while column != 0 {
            let before = way.from[column];
            seated[column] = seated[before];
            column = before;
        }
    }
    row_price.split_off(1)
}

/// A way to a free column: for each column the one before it, and the last.
struct Way {
    from: Vec<usize>,
    end: usize,
}

fn cheapest_way(cost: &[Vec<Value>], row_price: &mut [Value], column_price: &mut [Value], seated: &[usize]) -> Way {
    let columns = seated.len();
    let (mut least, mut from, mut done) = (vec![NEVER; columns], vec![0; columns], vec![false; columns]);
    let mut end = 0;
    while seated[end] != 0 {
        done[end] = true;
        let row = seated[end];
        let (mut step, mut next) = (NEVER, 0);
        for column in 1..columns {
            if done[column] {
                continue;
            }
            let reduced = cost[row - 1][column - 1] - row_price[row] - column_price[column];
            if reduced < least[column] {
                least[column] = reduced;
                from[column] = end;
            }
            if least[column] < step {
                step = least[column];
                next = column;
            }
        }
        for column in 0..columns {
            if done[column] {
                row_price[seated[column]] += step;
                column_price[column] -= step;
            } else {
                least[column] -= step;
            }
        }
        end = next;
    }
    Way { from, end }
}
