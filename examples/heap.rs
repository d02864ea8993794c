//! heap
use std::alloc::{GlobalAlloc,Layout,System};
use std::sync::atomic::{AtomicUsize,Ordering::Relaxed};
struct C; static LIVE:AtomicUsize=AtomicUsize::new(0); static N:AtomicUsize=AtomicUsize::new(0);
unsafe impl GlobalAlloc for C{ unsafe fn alloc(&self,l:Layout)->*mut u8{LIVE.fetch_add(l.size().next_multiple_of(16).max(32)-8+8,Relaxed);N.fetch_add(1,Relaxed);unsafe{System.alloc(l)}} unsafe fn dealloc(&self,p:*mut u8,l:Layout){LIVE.fetch_sub(l.size().next_multiple_of(16).max(32),Relaxed);N.fetch_sub(1,Relaxed);unsafe{System.dealloc(p,l)}}}
#[global_allocator] static A:C=C;
fn say(w:&str){println!("{w}: {} kB in {} blocks",LIVE.load(Relaxed)/1024,N.load(Relaxed));}
use upswing::domain::*; use upswing::engine::Tuning;
fn main(){
  let entries:Vec<Entry>=upswing::store::Store::at(std::env::args().nth(1).unwrap()).load().unwrap().entries;
  println!("Entry {} Op {} Session {} Test {} Value {} Reading {} DayRecord {} Key {} Stamp {}",size_of::<Entry>(),size_of::<Op>(),size_of::<Session>(),size_of::<Test>(),size_of::<(Field,Option<Value>)>(),size_of::<Reading>(),size_of::<DayRecord>(),size_of::<Key>(),size_of::<Stamp>());
  say("entries"); println!("{}",entries.len());
  let packed:usize=entries.iter().map(|e|rmp_serde::to_vec_named(&e.op).unwrap().len()).sum(); println!("packed {packed}");
  let h=History::of(entries.clone()); say("entries+history"); 
  drop(h); let mut j=Journal::default(); j.add(entries); say("journal");
  let h=std::sync::Arc::new(j.history().clone()); say("history cloned");
  let today="2026-11-28".parse().unwrap();
  let f=upswing::app::Facts::new(&h,today,&Tuning::default()); say("facts"); drop(f); say("dropped"); drop(j); say("journal dropped"); drop(h); say("all");
}
